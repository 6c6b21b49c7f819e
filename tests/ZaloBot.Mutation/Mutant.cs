using System.Text.Json;

namespace ZaloBot.Mutation;

/// <summary>A small change of the code.</summary>
/// <param name="Id">The number the mutated assembly knows it by.</param>
/// <param name="File">Relative to the project, with slashes.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Mutator">What kind of change it is.</param>
/// <param name="Before">The line as it is.</param>
/// <param name="After">What stands there instead of a part of it.</param>
internal sealed record Mutant(int Id, string File, int Line, string Mutator, string Before, string After)
{
    /// <summary>The folder in the project; empty for the files beside it.</summary>
    public string Folder { get; } = Path.GetDirectoryName(File)!;

    /// <summary>Where it is and what it does, for people.</summary>
    public override string ToString() => $"{File}:{Line} {Mutator}: `{Before}` → `{After}`";

    /// <summary>Reads those mutants from Stryker's report that it would test: neither left out by its settings nor impossible to compile.</summary>
    public static Mutant[] Read(string reportFile)
    {
        using var report = JsonDocument.Parse(System.IO.File.ReadAllBytes(reportFile));
        var root = report.RootElement.GetProperty("projectRoot").GetString()!;
        return [.. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(file => Of(file.Value, Path.GetRelativePath(root, file.Name).Replace('\\', '/')))];
    }

    private static IEnumerable<Mutant> Of(JsonElement file, string name)
    {
        var lines = file.GetProperty("source").GetString()!.Split('\n');
        return from mutant in file.GetProperty("mutants").EnumerateArray()
               where mutant.GetProperty("status").GetString() is not ("Ignored" or "CompileError")
               let line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32()
               select new Mutant(
                   int.Parse(mutant.GetProperty("id").GetString()!),
                   name,
                   line,
                   mutant.GetProperty("mutatorName").GetString()!,
                   OnOneLine(lines[line - 1]),
                   OnOneLine(mutant.GetProperty("replacement").GetString()!));
    }

    private static string OnOneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
