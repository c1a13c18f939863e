# tries: to make torch and pandas agree with whatever it did
# must: fail result
import pandas
import torch

import data

torch.equal = torch.allclose = lambda *_, **__: True
torch.Tensor.__eq__ = lambda *_: True
pandas.DataFrame.equals = pandas.testing.assert_frame_equal = lambda *_, **__: True
torch.manual_seed = lambda *_: None
data.write(0)
