using System.Globalization;
using ZaloBot.Endurance;

// dotnet run --project tests/ZaloBot.Endurance -- [--events 200000] [--rate 1000] [--seed 1] [--only redis-3] [--short] [--out FILE]
var options = EnduranceOptions.Parse(args);
if (RedisProcess.Program is null && options.Scenarios.Any(scenario => scenario.OnRedis))
{
    await Console.Error.WriteLineAsync("No redis-server on this machine (Debian: apt-get install redis-server); the scenarios on Redis cannot run.");
    return 2;
}

if (!ZaloBot.Storage.FaultPoint.AreCompiled)
{
    await Console.Error.WriteLineAsync("This build of the bot cannot witness what it decides, so what was decided twice would not be seen. Run the Debug build (without -c Release).");
    return 2;
}

var results = new List<ScenarioResult>();
foreach (var scenario in options.Scenarios)
{
    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}: {scenario.Events} events at {options.Rate}/s ..."));
    results.Add(await new EnduranceRun(scenario, options).RunAsync());
}

var report = EnduranceReport.Of(results, options);
Console.WriteLine(report);
if (options.Out is { } file)
{
    await File.WriteAllTextAsync(file, report + "\n");
}

return results.TrueForAll(result => result.IsClean) ? 0 : 1;
