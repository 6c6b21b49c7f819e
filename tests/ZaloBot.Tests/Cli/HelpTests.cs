using Shouldly;

using Xunit;

namespace ZaloBot.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public async Task The_root_names_every_command()
    {
        var outcome = await Command.RunAsync("--help");

        outcome.Exit.ShouldBe(0);
        outcome.Error.ShouldBeEmpty();
        foreach (var command in new[]
        {
            "run", "demo", "check", "classify", "evaluate", "replay", "train", "people", "groups", "setup", "keys", "forget", "export", "backup", "restore", "schema",
        })
        {
            outcome.Output.ShouldContain($"\n  {command} ");
        }
    }

    [Theory]
    [InlineData("classify", "--group ID")]
    [InlineData("evaluate", "TỆP")]
    [InlineData("schema", "--write THƯ_MỤC")]
    [InlineData("run", "--urls ĐỊA_CHỈ")]
    [InlineData("demo", "--once")]
    [InlineData("check", "--json")]
    [InlineData("setup", "--close")]
    [InlineData("keys", "renew")]
    [InlineData("people", "import")]
    [InlineData("groups", "drift")]
    [InlineData("train", "--model TỆP")]
    [InlineData("forget", "--readmit")]
    [InlineData("export", "MÃ_NGƯỜI_DÙNG")]
    [InlineData("backup", "THƯ_MỤC")]
    [InlineData("restore", "--force")]
    public async Task Each_command_explains_itself(string command, string word)
    {
        var outcome = await Command.RunAsync(command, "--help");

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain($"ZaloBot {command}");
        outcome.Output.ShouldContain(word);
        outcome.Output.ShouldContain("--settings TỆP");
    }

    [Theory]
    [InlineData("evalute", "evaluate")]
    [InlineData("--setings", "--settings")]
    [InlineData("nonsense", "nonsense")]
    public async Task What_is_not_understood_is_said_with_the_nearest_word(string word, string said)
    {
        var outcome = await Command.RunAsync(word);

        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain(said);
    }

    [Fact]
    public async Task A_missing_file_name_is_said()
    {
        var outcome = await Command.RunAsync("evaluate");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("TỆP");
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        var outcome = await Command.RunAsync("--version");

        outcome.Exit.ShouldBe(0);
        outcome.Lines.ShouldHaveSingleItem().ShouldMatch(@"^\d+\.\d+\.\d+");
    }
}
