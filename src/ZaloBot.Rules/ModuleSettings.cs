using System.Runtime.CompilerServices;

// What is taken from the stack for a moment is filled before it is read; clearing it first for every word of every message would cost for nothing.
[module: SkipLocalsInit]
