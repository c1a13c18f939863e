# tries: to hand in a file of holes, as large as it may be
# must: fail result
with open("result.json", "wb") as file:
    file.truncate(2**25 - 1)
