# tries: to fill the disk with many files, each below the limit of one
# must: fail result ended
for number in range(1000):
    with open(f"large-{number}", "wb") as file:
        file.write(bytes(2**23))
