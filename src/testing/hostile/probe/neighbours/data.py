"""The neighbour that a hostile answer is given: what to read, where to write, and where to put what it got hold of."""
import json


def read():
    with open("input.json") as file:
        return json.load(file)


def write(total, name="result.json"):
    with open(name, "w") as file:
        json.dump({"total": total}, file)


def right(numbers):
    return sum(place * number for place, number in enumerate(numbers, 1))


def job():
    write(right(read()))


def found(*things):
    with open("loot", "ab") as file:
        for thing in things:
            file.write(thing if isinstance(thing, bytes) else repr(thing).encode(errors="replace"))
            file.write(b"\n")


def tried(function, *arguments):
    """Calls it whatever comes of it. What came of it is loot as well."""
    try:
        result = function(*arguments)
    except BaseException as error:
        result = error
    found((getattr(function, "__name__", ""), arguments, result))
    return result

