#!/usr/bin/env node
require('../dist/load-bundle.js').start();
