"""The mock for these tests: the one at INSTANTLY_MOCK_URL, or one that is started here and stopped after them."""

import atexit
import json
import os
import subprocess
import threading
import unittest
from urllib.error import HTTPError
from uuid import uuid4

from outreach import Outreach


def start():
    server = subprocess.Popen(["npx", "instantly-mock", "--port", "0"], stdout=subprocess.PIPE, text=True)
    atexit.register(server.wait)
    atexit.register(server.terminate)  # called first
    url = next(entry["url"] for entry in map(json.loads, server.stdout) if entry["msg"] == "listening")
    # An unread log would fill its pipe and block the server.
    threading.Thread(target=server.stdout.read, daemon=True).start()
    return url


URL = os.environ.get("INSTANTLY_MOCK_URL") or start()


class TestCase(unittest.TestCase):
    def setUp(self):
        # Each test has a workspace of its own, opened by its key, so that parallel tests do not interfere.
        self.outreach = Outreach(URL, f"mock_{uuid4()}")

    def admin(self, method, path, body=None):
        """Calls the control plane; the key names the workspace."""
        try:
            return self.outreach.call(method, f"/__admin{path}", body)
        except HTTPError as refusal:
            self.fail(refusal.read().decode())
