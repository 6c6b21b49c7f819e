using System.Text.Json;

using Shouldly;

using Xunit;

namespace ZaloBot.Tests.Cli;

public sealed class EvaluateTests : IDisposable
{
    private const string Lines = """
        {"id":"a","text":"Kính mời họp lúc 14h ngày 3/12 tại hội trường","label":"allowed","category":"invitation","style":"formal","difficulty":"easy"}
        {"id":"b","text":"dạ em nhận thông báo","label":"allowed","category":"acknowledgement","style":"casual","difficulty":"easy"}
        {"id":"c","text":"tối nay nhậu không mấy anh","label":"violation","category":"personal","style":"casual","difficulty":"hard"}
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task People_get_tables()
    {
        await File.WriteAllTextAsync(_file, Lines);

        var outcome = await Command.RunAsync("evaluate", _file);

        outcome.Exit.ShouldBe(0);
        outcome.Error.ShouldBeEmpty();
        outcome.Output.ShouldContain("3 (1 vi phạm, 2 được phép)");
        outcome.Output.ShouldContain("acknowledgement");
        outcome.Output.ShouldContain("formal");
        outcome.Output.ShouldContain("hard");
        outcome.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Programs_get_one_document()
    {
        await File.WriteAllTextAsync(_file, Lines);

        var outcome = await Command.RunAsync("evaluate", _file, "--json");

        outcome.Exit.ShouldBe(0);
        var root = JsonDocument.Parse(outcome.Output).RootElement;
        root.GetProperty("messages").GetInt32().ShouldBe(3);
        root.GetProperty("violations").GetInt32().ShouldBe(1);
        root.GetProperty("allowed").GetInt32().ShouldBe(2);
        root.GetProperty("said_in_public").GetProperty("recall").GetDouble().ShouldBeLessThanOrEqualTo(root.GetProperty("recall").GetDouble());
        root.GetProperty("said_in_public").GetProperty("false_warning_rate").GetDouble().ShouldBeLessThanOrEqualTo(root.GetProperty("false_positive_rate").GetDouble());
        foreach (var name in new[] { "precision", "recall", "f1", "false_positive_rate", "precision_at_base_rate" })
        {
            root.GetProperty(name).ValueKind.ShouldBeOneOf(JsonValueKind.Number, JsonValueKind.Null);
        }

        root.GetProperty("by_category").GetProperty("invitation").GetProperty("messages").GetInt32().ShouldBe(1);
        root.GetProperty("by_style").GetProperty("casual").GetProperty("messages").GetInt32().ShouldBe(2);
        root.GetProperty("by_difficulty").GetProperty("hard").GetProperty("violations").GetInt32().ShouldBe(1);
        root.GetProperty("bad_lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Bad_lines_are_told_and_the_rest_is_measured()
    {
        await File.WriteAllTextAsync(_file, Lines + "\n{\"id\":\"d\"}\nnonsense\n");

        var outcome = await Command.RunAsync("evaluate", _file, "--json");

        outcome.Exit.ShouldBe(2);
        var root = JsonDocument.Parse(outcome.Output).RootElement;
        root.GetProperty("messages").GetInt32().ShouldBe(3);
        root.GetProperty("bad_lines").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()).ShouldBe([4, 5]);
        outcome.Error.ShouldContain("Dòng 5");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task A_file_without_messages_is_not_well(string text)
    {
        await File.WriteAllTextAsync(_file, text);

        var outcome = await Command.RunAsync("evaluate", _file);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(_file);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var outcome = await Command.RunAsync("evaluate", "no-such-file.jsonl");

        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("no-such-file.jsonl");
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_said()
    {
        await File.WriteAllBytesAsync(_file, [.. "{\"text\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);

        var outcome = await Command.RunAsync("evaluate", _file);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("UTF-8");
    }
}
