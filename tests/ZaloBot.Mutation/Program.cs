using System.Diagnostics;
using System.IO.Enumeration;
using ZaloBot.Mutation;

// dotnet run -c Release --project tests/ZaloBot.Mutation -- ['Text/*' 'MessageJudge.cs' ...]
if (args is [Worker.Verb, .. var files])
{
    return await Worker.RunAsync(mutated: files[0], tests: files[1]);
}

var clock = Stopwatch.StartNew();
var build = await MutatedBuild.MakeAsync();
Mutant[] mutants = [.. build.Mutants.Where(mutant => args.Length == 0 || args.Any(glob => FileSystemName.MatchesSimpleExpression(glob, mutant.File, ignoreCase: false)))];
if (mutants.Length == 0)
{
    await Console.Error.WriteLineAsync($"No file of {MutatedBuild.Project} that is mutated is called {string.Join(" or ", args)}.");
    return 2;
}

var report = new MutationReport(await TestRun.RunAsync(build, mutants), clock.Elapsed);
Console.WriteLine(report);
await File.WriteAllTextAsync(build.ReportFile, report + "\n");
return report.Score < build.LowestScore ? 1 : 0;
