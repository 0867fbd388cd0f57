"""npm install, then: python3 -m unittest"""

import unittest
from concurrent.futures import ThreadPoolExecutor

from instantly_mock import TestCase


class OutreachTest(TestCase):
    def test_plans_a_campaign(self):
        self.outreach.plan("Spring")
        self.admin("POST", "/verify", {"calls": [{"operation_id": "createCampaign", "body": {"name": "Spring"}}]})

    def test_tries_again_when_it_is_told_to_slow_down(self):
        fault = {"operation_id": "createCampaign", "calls": {"to": 2}, "answer": {"status": 429}}
        fault = self.admin("POST", "/faults", fault)
        self.outreach.plan("Spring")
        self.assertEqual(self.admin("GET", f"/faults/{fault['id']}")["matched"], 3)

    def test_names_all_campaigns_from_the_beginning_again_after_a_reset(self):
        self.admin("POST", "/reset", {"to": "empty"})
        self.outreach.plan("Spring")
        self.assertEqual(self.outreach.names(), ["Spring"])
        self.admin("POST", "/reset")
        self.assertEqual(len(self.outreach.names()), 120)


class Parallel(unittest.TestSuite):
    """Runs each test in a thread of its own."""

    def run(self, result, debug=False):
        with ThreadPoolExecutor() as threads:
            list(threads.map(lambda test: test.run(result), self))
        return result


def load_tests(loader, _tests, _pattern):
    return Parallel(loader.loadTestsFromTestCase(OutreachTest))
