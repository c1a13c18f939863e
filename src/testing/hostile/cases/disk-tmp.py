# tries: to fill /tmp
# must: fail result ended
for number in range(1000):
    with open(f"/tmp/large-{number}", "wb") as file:
        file.write(bytes(2**23))
