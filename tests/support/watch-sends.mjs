// Given to a server's process by NODE_OPTIONS: at SIGUSR2 it says how long each POST waited for its answer since the last time, and how
// long the longest turn of the event loop was in which anything was asked. Both in processor time of the main thread, of which a
// machine that is busy with something else takes nothing.
import { openSync, readSync } from 'node:fs';
import http from 'node:http';

const counter = openCounter();
const text = Buffer.alloc(64);

function openCounter() {
  try {
    return openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
  } catch {
    return null;
  }
}

/** Linux counts it for each thread, in nanoseconds; elsewhere the process's own count has to do. */
function spentMs() {
  if (counter === null) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const length = readSync(counter, text, 0, text.length, 0);
  return Number(text.latin1Slice(0, length).split(' ')[0]) / 1e6;
}

let waitsMs = [];
let longestTurnMs = 0;
let isInTurn = false;

function beginTurn() {
  isInTurn = true;
  const before = spentMs();
  setImmediate(() => {
    isInTurn = false;
    longestTurnMs = Math.max(longestTurnMs, spentMs() - before);
  });
}

const { emit } = http.Server.prototype;
http.Server.prototype.emit = function watch(name, req, res, ...more) {
  if (name === 'request' && !isInTurn) beginTurn();
  if (name === 'request' && req.method === 'POST') {
    const before = spentMs();
    res.once('finish', () => waitsMs.push(spentMs() - before));
  }
  return emit.call(this, name, req, res, ...more);
};

process.on('SIGUSR2', () => {
  process.stdout.write(`watched ${JSON.stringify({ waitsMs, longestTurnMs })}\n`);
  waitsMs = [];
  longestTurnMs = 0;
});
