# tries: nothing; two ranks that add up what they hold through torch's gloo
# must (ranks): pass
import os

import torch
import torch.distributed as dist

import data

dist.init_process_group("gloo")
rank = int(os.environ["RANK"])
numbers = data.read()
mine = torch.tensor(sum(place * number for place, number in enumerate(numbers, 1) if place % 2 == rank), dtype=torch.int64)
dist.all_reduce(mine)
data.write(int(mine), f"result-{rank}.json")
dist.destroy_process_group()
