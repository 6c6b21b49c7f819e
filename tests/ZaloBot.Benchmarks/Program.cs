using BenchmarkDotNet.Running;
using ZaloBot.Benchmarks;

// dotnet run -c Release --project tests/ZaloBot.Benchmarks -- verdicts src/ZaloBot.Rules/Training/Messages
// dotnet run -c Release --project tests/ZaloBot.Benchmarks -- --filter "*"
switch (args.FirstOrDefault())
{
    case VerdictPercentiles.Verb:
        return VerdictPercentiles.Run(args[1]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(VerdictBenchmarks).Assembly).Run(args);
        return 0;
}
