// Reads event files with a checksum and a protocol buffer library that are not ours, in the order given, and prints one
// line per scalar: STEP TAG VALUE. As TensorBoard does with the files of one folder, it leaves out what lies at the step of
// a later start or beyond; --all prints everything, a start as STEP START. Any damage ends it with a message and status 1.
// usage: node read.js [--all] FILE...
'use strict';
const fs = require('fs');
const path = require('path');
const { crc32c } = require('@node-rs/crc32');
const protobuf = require('protobufjs');

const Event = protobuf.loadSync(path.join(__dirname, 'event.proto')).lookupType('Event');

function fail(message) {
    process.stderr.write(`${message}\n`);
    process.exit(1);
}

function masked(bytes) {
    const crc = crc32c(bytes) >>> 0;
    return ((((crc >>> 15) | (crc << 17)) >>> 0) + 0xa282ead8) >>> 0;
}

function check(bytes, crc, what, at) {
    if (masked(bytes) !== crc)
        fail(`byte ${at}: the checksum of the ${what} is wrong`);
}

function* records(file) {
    let at = 0;
    while (at < file.length) {
        if (file.length - at < 16)
            fail(`byte ${at}: the file ends within a record`);
        check(file.subarray(at, at + 8), file.readUInt32LE(at + 8), 'length', at);
        const length = Number(file.readBigUInt64LE(at));
        if (at + 16 + length > file.length)
            fail(`byte ${at}: the file ends within a record`);
        const data = file.subarray(at + 12, at + 12 + length);
        check(data, file.readUInt32LE(at + 12 + length), 'data', at);
        yield data;
        at += 16 + length;
    }
}

const now = Date.now() / 1000;

// The first event tells the version; a start may come next, and the rest are summaries.
function* events(name) {
    let count = 0;
    for (const data of records(fs.readFileSync(name))) {
        const event = Event.decode(data);
        if (!(event.wallTime > 1e9 && event.wallTime < now + 60))
            fail(`event ${count}: wall time ${event.wallTime}`);
        if (count === 0 && event.fileVersion !== 'brain.Event:2')
            fail(`the first event has file version '${event.fileVersion}'`);
        const isStart = count === 1 && event.what === 'sessionLog' && event.sessionLog.status === 1;
        if (count > 0 && !isStart && (event.what !== 'summary' || event.summary.value.length === 0))
            fail(`event ${count - 1} has no summary`);
        if (count++ > 0)
            yield event;
    }
    if (count === 0)
        fail('the file is empty');
}

const [all, files] = process.argv[2] === '--all' ? [true, process.argv.slice(3)] : [false, process.argv.slice(2)];
let kept = [];
for (const event of files.flatMap(name => [...events(name)])) {
    if (event.what === 'sessionLog' && !all)
        kept = kept.filter(one => Number(one.step) < Number(event.step));
    else
        kept.push(event);
}
for (const event of kept) {
    for (const value of event.summary?.value ?? [])
        console.log(`${event.step} ${value.tag} ${value.simpleValue}`);
    if (event.what === 'sessionLog')
        console.log(`${event.step} START`);
}
