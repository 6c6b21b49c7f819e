using Shouldly;
using Xunit;

namespace ZaloBot.Tests.Cli;

/// <summary>The sample day as its table tells it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task It_shows_an_addition_outside_the_composition_going_through_the_secretarys_consent()
    {
        var outcome = await Command.RunAsync("demo", "--once");
        outcome.Exit.ShouldBe(0, outcome.Error);
        var rows = outcome.Output.Split('\n').Where(line => line.Contains("10:5", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(3);
        rows[0].ShouldContain("nhắn riêng");
        outcome.Output.ShouldContain("trình Bí");
        rows[2].ShouldNotContain("thành viên ngoài thành phần");
    }
}
