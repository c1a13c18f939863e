"""Golden values for the tests beside this file, by mpmath, scipy and numpy, which share no code with what is tested.

    apt-get install python3-scipy python3-mpmath
    python3 src/statistics/golden.py > src/statistics/golden.json && npx prettier --write src/statistics/golden.json

Boundaries are found twice: by recursion on Clenshaw-Curtis nodes on the scale of z (the tested code goes by
Gauss-Legendre panels on the scale of Brownian motion), and checked here: schedules of two looks against an integral
at 40 digits, longer ones against scipy's multivariate normal, which is itself good to about 1e-5 in five dimensions.
"""
import json
import sys

import numpy as np
from mpmath import beta, betainc, erfc, findroot, loggamma, mp, mpf, sqrt
from scipy import optimize, special, stats

mp.dps = 40


def normal_tail(x):
    return erfc(mpf(x) / sqrt(2)) / 2


def normal_quantile(tail):
    return findroot(lambda x: mp.log(normal_tail(x)) - mp.log(mpf(tail)), mpf(stats.norm.isf(tail)))


def student_tail(t, df):
    t, df = mpf(t), mpf(df)
    half = betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return half if t >= 0 else 1 - half


def student_quantile(tail, df):
    start = mpf(stats.t.isf(tail, df))
    return findroot(lambda t: mp.log(student_tail(t, df)) - mp.log(mpf(tail)), start)


def beta_quantile(p, a, b):
    start = mpf(stats.beta.ppf(p, a, b))
    return findroot(lambda x: betainc(a, b, 0, x, regularized=True) - mpf(p), (start * (1 - mpf(10) ** -7), min(1, start * (1 + mpf(10) ** -7))), solver="anderson")


def clenshaw_curtis(n):
    theta = np.pi * np.arange(n + 1) / n
    weights = np.zeros(n + 1)
    v = np.ones(n - 1)
    for k in range(1, n // 2):
        v -= 2 * np.cos(2 * k * theta[1:-1]) / (4 * k * k - 1)
    v -= np.cos(n * theta[1:-1]) / (n * n - 1)
    weights[0] = weights[-1] = 1 / (n * n - 1)
    weights[1:-1] = 2 * v / n
    return np.cos(theta), weights


def spending(alpha, t):
    return 2 * stats.norm.sf(stats.norm.isf(alpha / 2) / np.sqrt(t))


def boundaries(alpha, times, n=1200):
    nodes, weights = clenshaw_curtis(n)
    found, density = [], None
    for k, now in enumerate(times):
        extra = spending(alpha, now) - (spending(alpha, times[k - 1]) if k else 0)
        if k == 0:
            crossing = lambda c: stats.norm.sf(c)
        else:
            rho = np.sqrt(times[k - 1] / now)
            spread = np.sqrt(1 - rho * rho)
            crossing = lambda c: np.sum(density * stats.norm.sf((c - rho * z) / spread))
        limit = optimize.brentq(lambda c: crossing(c) - extra, -5, 12, xtol=1e-14, rtol=1e-15)
        low, high = -9.5, min(limit, 9.5)
        grid = (low + high) / 2 + (high - low) / 2 * nodes
        if k == 0:
            alive = stats.norm.pdf(grid)
        else:
            alive = stats.norm.pdf((grid[:, None] - rho * z[None, :]) / spread) @ density / spread
        density, z = alive * weights * (high - low) / 2, grid
        found.append(float(limit))
    return found


def never_crosses(limits, times):
    covariance = [[np.sqrt(min(a, b) / max(a, b)) for b in times] for a in times]
    return stats.multivariate_normal.cdf(limits, cov=covariance, maxpts=1_000_000, abseps=1e-7, releps=1e-7)


def information(rounds, base):
    return [(1 / rounds + 1 / base) / (1 / r + 1 / base) for r in range(1, rounds + 1)]


def splitmix32(seed):
    words, mixed = [], seed
    for _ in range(4):
        mixed = (mixed + 0x9E3779B9) % 2**32
        word = mixed
        word = (word ^ (word >> 16)) * 0x85EBCA6B % 2**32
        word = (word ^ (word >> 13)) * 0xC2B2AE35 % 2**32
        words.append(word ^ (word >> 16))
    return words


def xoshiro(seed, count):
    rotl = lambda x, k: ((x << k) | (x >> (32 - k))) % 2**32
    s, found = splitmix32(seed), []
    for _ in range(count):
        found.append(rotl(s[1] * 5 % 2**32, 7) * 9 % 2**32)
        t = (s[1] << 9) % 2**32
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)
    return found


tails = [1e-12, 1e-8, 1e-5, 1e-3, 0.01, 0.015, 0.02, 0.025, 0.03, 0.05, 0.1, 0.2, 0.4, 0.5, 0.6, 0.9, 0.975, 0.999]
schedules = [
    (alpha, times)
    for alpha in (0.02, 0.025, 0.03, 0.05)
    for times in (
        [0.2, 0.4, 0.6, 0.8, 1.0],
        information(5, 3),
        information(5, 5),
        information(5, 12),
        information(8, 12),
        [0.5, 1.0],
        [1.0],
        [0.3, 0.31, 0.7],
    )
]
looks = [(alpha, times, boundaries(alpha, times)) for alpha, times in schedules]
def crosses_one_of_two(limits, times):
    rho = sqrt(mpf(times[0]) / mpf(times[1]))
    first, second = (mpf(c) for c in limits)
    later = lambda z: mp.npdf(z) * normal_tail((second - rho * z) / sqrt(1 - rho * rho))
    return normal_tail(first) + mp.quad(later, [-mp.inf, -4, -2, 0, 1, 2, first])


def off(alpha, times, limits, crossing):
    return abs(float(crossing(limits, times)) - spending(alpha, times[-1]))


two = max(off(a, t, z, crosses_one_of_two) for a, t, z in looks if len(t) == 2)
more = max(off(a, t, z, lambda z, t: 1 - never_crosses(z, t)) for a, t, z in looks if len(t) > 2)
print(f"crossing probabilities, off by at most: two looks {two:.1e}, more looks {more:.1e}", file=sys.stderr)
assert two < 1e-12 and more < 2e-5

json.dump(
    {
        "normalQuantile": [[t, float(normal_quantile(t))] for t in tails],
        "normalTail": [[x, float(normal_tail(x))] for x in (-8, -3, -1, -0.1, 0, 0.5, 1, 2.9, 3, 3.1, 5, 8, 12, 20)],
        "studentQuantile": [
            [t, df, float(student_quantile(t, df))]
            for t in tails
            for df in (1, 2, 5, 9, 19, 23, 39, 99, 1000)
            if t != 0.5
        ],
        "studentTail": [
            [x, df, float(student_tail(x, df))] for x in (-4, -0.3, 0, 0.5, 2, 6, 20) for df in (1, 4, 9, 39, 500)
        ],
        "betaQuantile": [
            [p, a, b, float(beta_quantile(p, a, b))]
            for p in (0.001, 0.01, 0.05, 0.5, 0.95, 0.99)
            for a, b in ((0.5, 0.5), (1, 1), (2, 7), (30, 4), (201, 3800), (1, 4000))
        ],
        "incompleteBeta": [
            [a, b, x, float(betainc(a, b, 0, x, regularized=True))]
            for a, b in ((0.5, 0.5), (5, 2), (19.5, 0.5), (200, 300))
            for x in (0.001, 0.1, 0.4, 0.5, 0.9, 0.999)
        ],
        "logGamma": [[x, float(loggamma(mpf(x)))] for x in (0.1, 0.5, 1, 1.5, 2, 3.7, 12, 171.3, 4000)],
        "fisherFewer": [
            [a, m, b, n, float(stats.hypergeom.cdf(b, m + n, a + b, n))]
            for a, m, b, n in ((12, 12, 3, 5), (10, 12, 5, 5), (0, 12, 0, 5), (480, 480, 38, 40), (7, 12, 1, 5))
        ],
        "falseDiscovery": (lambda p: [p, stats.false_discovery_control(p).tolist()])(
            [0.01, 0.5, 0.001, 0.04, 0.04, 1, 0.2]
        ),
        "boundaries": [{"alpha": a, "information": t, "z": z} for a, t, z in looks],
        "xoshiro": [[seed, xoshiro(seed, 6)] for seed in (0, 1, 20261126, 2**32 - 1)],
    },
    sys.stdout,
)
