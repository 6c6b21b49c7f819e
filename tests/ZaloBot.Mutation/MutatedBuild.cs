using System.Diagnostics;
using System.Text.Json;

namespace ZaloBot.Mutation;

/// <summary>
/// The assembly that holds all mutants, made by Stryker, and the tests built beside it. Stryker lays its assembly where the tests are while it runs them, and takes it
/// away afterwards; so it is let run one small test, and the assembly is copied meanwhile. Kept until the code changes: tests may be written against the same mutants.
/// </summary>
internal sealed class MutatedBuild
{
    /// <summary>What is mutated.</summary>
    public const string Project = "ZaloBot.Rules";

    private const string Settings = "rules.json";

    // Reaches nothing that is mutated, so Stryker has next to nothing to test.
    private const string SmallTest = "FullyQualifiedName~WordClassesTests";

    // Said when the mutated assembly lies beside the tests.
    private const string BeginsTesting = "Capture mutant coverage";

    private static readonly string Root = RootFolder();
    private static readonly string Folder = Path.Combine(Root, "artifacts", "mutation");
    private static readonly string SettingsFolder = Path.Combine(Root, "tests", "mutation");
    private static readonly string StrykerReport = Path.Combine(Folder, "reports", "mutation-report.json");

    private MutatedBuild()
    {
        Mutants = Mutant.Read(StrykerReport);
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SettingsFolder, Settings)));
        LowestScore = settings.RootElement.GetProperty("stryker-config").GetProperty("thresholds").GetProperty("break").GetDouble();
    }

    /// <summary>All that are to be tested.</summary>
    public Mutant[] Mutants { get; }

    /// <summary>Below this, in per cent, a run has failed.</summary>
    public double LowestScore { get; }

    /// <summary>The assembly with the mutants in it.</summary>
    public string Assembly { get; } = Path.Combine(Folder, $"{Project}.dll");

    /// <summary>The tests.</summary>
    public string Tests { get; } = Path.Combine(TestsFolder, $"{Project}.Tests.dll");

    /// <summary>Where the report of a run is written.</summary>
    public string ReportFile { get; } = Path.Combine(Folder, "report.md");

    private static string TestsFolder => Path.Combine(Root, "artifacts", "bin", $"{Project}.Tests", "mutation");

    /// <summary>Makes the mutants anew if the code has changed, and builds the tests.</summary>
    public static async Task<MutatedBuild> MakeAsync()
    {
        if (!File.Exists(StrykerReport) || File.GetLastWriteTimeUtc(StrykerReport) < LastChange())
        {
            await MakeMutantsAsync();
        }

        await RunAsync(Root, _ => { }, mayFail: false, "build", Path.Combine("tests", $"{Project}.Tests"), "-c", "Mutation", "--nologo", "-v", "quiet");
        return new();
    }

    private static async Task MakeMutantsAsync()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var copy = Path.Combine(Folder, $"{Project}.dll");
        await RunAsync(SettingsFolder, _ => { }, mayFail: false, "tool", "restore");
        // It fails for its score, there being no tests to speak of.
        await RunAsync(
            SettingsFolder,
            line =>
            {
                Console.Error.WriteLine(line);
                if (line.Contains(BeginsTesting))
                {
                    File.Copy(Path.Combine(TestsFolder, $"{Project}.dll"), copy, overwrite: true);
                }
            },
            mayFail: true,
            "stryker", "-f", Settings, "--test-case-filter", SmallTest, "-r", "json", "-O", Folder, "--skip-version-check");
        if (!File.Exists(copy) || !File.Exists(StrykerReport))
        {
            throw new InvalidOperationException("Stryker made no mutants; what it says stands above.");
        }
    }

    private static DateTime LastChange() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", Project), "*", SearchOption.AllDirectories).Append(Path.Combine(SettingsFolder, Settings)).Max(File.GetLastWriteTimeUtc);

    private static async Task RunAsync(string folder, Action<string> hears, bool mayFail, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            hears(line);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && !mayFail)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}:\n{string.Join('\n', said)}");
        }
    }

    private static string RootFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ZaloBot.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The folder of ZaloBot.sln is not above this program.");
        }

        return folder.FullName;
    }
}
