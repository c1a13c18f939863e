# tries: to put another data.py in place of the one it was given, with other numbers in it
# must: fail result
import json

with open("data.py", "w") as file:
    file.write("def read():\n    return [0] * 16\n")
with open("input.json", "w") as file:
    json.dump([0] * 16, file)
import data

with open("result.json", "w") as file:
    json.dump({"total": sum(data.read())}, file)
