using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace ZaloBot.Mutation;

/// <summary>
/// A process that runs tests on mutants. It reads a line "number namespace" and answers with one line; mutated code and tests are loaded anew for each, so that nothing
/// that is computed once outlives its mutant. What a mutant can do to a whole process, the one that asks deals with.
/// </summary>
internal static class Worker
{
    public const string Verb = "worker";

    /// <summary>Answers to a question: no test failed.</summary>
    public const string Passed = "passed";

    /// <summary>A test failed; its name follows.</summary>
    public const string Failed = "failed";

    /// <summary>No mutant.</summary>
    public const int None = -1;

    private static readonly Dictionary<string, TimeSpan> Took = new(StringComparer.Ordinal);

    public static async Task<int> RunAsync(string mutated, string tests)
    {
        // All but the two assemblies is loaded once: it holds no mutants.
        var folder = Path.GetDirectoryName(tests)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, $"{name.Name}.dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        // What tests write is no answer.
        var answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        TestContext.SetForInitialization(diagnosticMessageSink: null, diagnosticMessages: false, internalDiagnosticMessages: false);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            // It is not unloaded, since code that can be is a third slower; the process does not live long.
            var context = new AssemblyLoadContext(line);
            var code = context.LoadFromAssemblyPath(mutated);
            Activate(code, int.Parse(parts[0]));
            await answers.WriteLineAsync(await RunAsync(context.LoadFromAssemblyPath(tests), parts[1]));
        }

        return 0;
    }

    // The class that Stryker writes into what it mutates; the name of its namespace differs each time.
    private static void Activate(Assembly mutated, int mutant) =>
        mutated.GetTypes().Single(type => type.Name == "MutantControl").GetField("ActiveMutant")!.SetValue(null, mutant);

    // Class by class, the quickest first: most mutants are noticed at once.
    private static async Task<string> RunAsync(Assembly tests, string space)
    {
        var configuration = new TestAssemblyConfiguration { ParallelMode = ParallelMode.None, PreEnumerateTheories = false, SynchronousMessageReporting = true };
        var outcome = new Outcome();
        foreach (var type in tests.GetTypes().Where(type => IsIn(space, type)).OrderBy(type => Took.GetValueOrDefault(type.FullName!)))
        {
            var clock = Stopwatch.StartNew();
            await new InProcessFrontController(new XunitTestFramework(), tests, configFilePath: null).FindAndRun(
                outcome,
                TestFrameworkOptions.ForDiscovery(configuration),
                TestFrameworkOptions.ForExecution(configuration),
                filter: _ => true,
                new(),
                [type]);
            if (outcome.Failure is { } failure)
            {
                return $"{Failed} {failure}";
            }

            Took[type.FullName!] = clock.Elapsed;
        }

        return outcome.AnyPassed ? Passed : throw new InvalidOperationException($"There is no test in {space}.");
    }

    private static bool IsIn(string space, Type type) => type.IsPublic && type.Namespace is { } name && (name == space || name.StartsWith(space + '.', StringComparison.Ordinal));

    /// <summary>Ends a run with the first test that fails.</summary>
    private sealed class Outcome : IMessageSink
    {
        private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

        public string? Failure { get; private set; }

        public bool AnyPassed { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestStarting test:
                    _names[test.TestUniqueID] = test.TestDisplayName;
                    break;
                case ITestPassed:
                    AnyPassed = true;
                    break;
                case ITestFailed test:
                    Fail(_names[test.TestUniqueID]);
                    break;
                case IErrorMetadata error:
                    Fail(error.Messages[0]!);
                    break;
            }

            return Failure is null;
        }

        private void Fail(string by) => Failure ??= by.ReplaceLineEndings(" ");
    }
}
