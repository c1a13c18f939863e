"""A job as small as fixtures have them: two ranks that train a little network and synchronise every step."""
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

torch.set_num_threads(1)
dist.init_process_group("gloo")
torch.manual_seed(0)
model = DistributedDataParallel(torch.nn.Sequential(torch.nn.Linear(64, 256), torch.nn.ReLU(), torch.nn.Linear(256, 8)))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for _ in range(100):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(model(torch.randn(128, 64)), torch.randn(128, 8)).backward()
    optimizer.step()
dist.destroy_process_group()
