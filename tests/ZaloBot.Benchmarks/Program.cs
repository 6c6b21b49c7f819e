using BenchmarkDotNet.Running;
using ZaloBot.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(VerdictBenchmarks).Assembly).Run(args);
