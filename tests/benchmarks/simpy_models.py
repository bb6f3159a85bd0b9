"""The benchmark models in SimPy (3 or 4), in its own manner: a process for each patient, a Resource for each place.

    python3 simpy_models.py mm5|chain-balanced|chain-blocked DAYS SEED

From `pip install simpy`, or Debian's python3-simpy3 (its python3-simpy is SimPy 2, which has another interface).
Prints one JSON line. An event is an arrival or the end of a stay; the seconds are of the run alone.
"""

import json
import math
import random
import sys
import time

import simpy


class Place:
    """A resource, what its stays are like, and sums over time of who is in it and who waits for it."""

    def __init__(self, env, beds, mean, sd=None):
        self.env = env
        self.beds = simpy.Resource(env, capacity=beds)
        self.used = Sum(env)
        self.waiting = Sum(env)
        self.waited = 0.0
        self.admitted = 0
        if sd is None:
            self.draw = lambda: random.expovariate(1 / mean)
        else:
            variance = math.log(1 + (sd / mean) ** 2)
            middle, spread = math.log(mean) - variance / 2, math.sqrt(variance)
            self.draw = lambda: random.lognormvariate(middle, spread)

    def enter(self):
        """Waits for a bed; gives the request that holds it."""
        since = self.env.now
        request = self.beds.request()
        self.waiting.add(1)
        yield request
        self.waiting.add(-1)
        self.used.add(1)
        self.waited += self.env.now - since
        self.admitted += 1
        return request

    def leave(self, request):
        self.used.add(-1)
        self.beds.release(request)

    def wait(self):
        return self.waited / self.admitted if self.admitted else 0.0


class Sum:
    """A count, and its integral over time."""

    def __init__(self, env):
        self.env, self.count, self.area, self.last = env, 0, 0.0, 0.0

    def add(self, by):
        now = self.env.now
        self.area += self.count * (now - self.last)
        self.last = now
        self.count += by


class System:
    def __init__(self, arrivals_per_day, onward, *places):
        self.env = simpy.Environment()
        self.rate = arrivals_per_day
        self.onward = onward
        self.places = [Place(self.env, *place) for place in places]
        self.events = 0
        self.env.process(self.arrivals())

    def arrivals(self):
        while True:
            yield self.env.timeout(random.expovariate(self.rate))
            self.events += 1
            self.env.process(self.patient())

    def patient(self):
        """Goes from place to place, and lets go of a bed only when the next is got."""
        before, held = None, None
        for place, onward in zip(self.places, self.onward):
            request = yield from place.enter()
            if held is not None:
                before.leave(held)
            before, held = place, request
            yield self.env.timeout(place.draw())
            self.events += 1
            if random.random() >= onward:
                break
        before.leave(held)


def chain(community_beds, home_care_places):
    return System(36, (0.25, 0.30, 0.0), (200, 5, 5), (community_beds, 21, 14), (home_care_places, 28))


MODELS = {
    "mm5": lambda: System(4, (0.0,), (5, 1)),
    "chain-balanced": lambda: chain(220, 90),
    "chain-blocked": lambda: chain(60, 40),
}


def check(places, days):
    for place in places:
        place.used.add(0)
        place.waiting.add(0)
    if len(places) == 1:
        return {"occupancy": places[0].used.area / days, "wait": places[0].wait()}
    acute, community, home_care = places
    return {
        # A patient who is blocked is still counted in the bed they hold.
        "acute": acute.used.area / days,
        "acuteBlocked": community.waiting.area / days,
        "community": community.used.area / days,
        "communityBlocked": home_care.waiting.area / days,
        "homeCare": home_care.used.area / days,
        "waiting": acute.waiting.area / days,
        "wait": acute.wait(),
        "delayAcute": community.wait(),
        "delayCommunity": home_care.wait(),
    }


def main():
    model, days, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    random.seed(seed)
    system = MODELS[model]()
    start = time.perf_counter()
    system.env.run(until=days)
    seconds = time.perf_counter() - start
    values = check(system.places, days)
    result = {"model": model, "days": days, "events": system.events, "seconds": seconds, "check": values}
    print(json.dumps({**result, "version": simpy.__version__}))


main()
