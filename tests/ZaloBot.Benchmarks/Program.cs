using BenchmarkDotNet.Running;
using ZaloBot.Benchmarks;
using ZaloBot.Benchmarks.Way;

// dotnet run -c Release --project tests/ZaloBot.Benchmarks -- way [--seconds 8] [--rounds 5] [--only accept] [--out FOLDER]
// dotnet run -c Release --project tests/ZaloBot.Benchmarks -- verdicts src/ZaloBot.Rules/Training/Messages
// dotnet run -c Release --project tests/ZaloBot.Benchmarks -- --filter "*"
switch (args.FirstOrDefault())
{
    case "way":
        return await WayBenchmark.RunAsync(args[1..]);
    case EmptyServer.Verb:
        return await EmptyServer.RunAsync(args[1]);
    case LoadClient.Verb:
        return await LoadClient.RunAsync(args[1..]);
    case VerdictPercentiles.Verb:
        return VerdictPercentiles.Run(args[1]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(VerdictBenchmarks).Assembly).Run(args);
        return 0;
}
