# tries: to hand in numbers that fit nowhere
# must: fail result
with open("result.json", "w") as file:
    file.write('{"total": 1' + "0" * 400 + ', "more": 1e999, "none": NaN, "less": -Infinity, "long": 0.' + "1" * 100_000 + "}")
