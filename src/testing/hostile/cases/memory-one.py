# tries: to take all memory in one process
# must: fail result ended
taken = []
while True:
    taken.append(b"x" * 2**24)
