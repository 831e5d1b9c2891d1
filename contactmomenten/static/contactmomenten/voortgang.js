// Go on with a job that is not done yet, without anybody having to press the button.
"use strict";

setTimeout(() => document.getElementById("verder").submit(), 300);
