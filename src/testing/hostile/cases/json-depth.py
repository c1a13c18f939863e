# tries: to hand in JSON that is too deep to be parsed by recursion
# must: fail result
with open("result.json", "w") as file:
    file.write("[" * 10_000_000)
