# tries: to hand in JSON that takes many times its size when it is parsed
# must: fail result
with open("result.json", "w") as file:
    file.write("[" + "{}," * 10_000_000 + "0]")
