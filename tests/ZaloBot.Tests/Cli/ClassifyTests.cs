using System.Text;
using System.Text.Json;

using Shouldly;

using Xunit;

namespace ZaloBot.Tests.Cli;

public sealed class ClassifyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-classify-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_line_gets_one_line_in_the_same_order()
    {
        var outcome = await ClassifyAsync("""
            {"id":"m-1","text":"Kính mời các đồng chí họp giao ban lúc 14h ngày 3/12"}
            {"id":2,"text":"dạ em nhận thông báo ạ","context":"Mời họp 14h","group":null}
            {"text":""}
            """);

        outcome.Exit.ShouldBe(0);
        outcome.Error.ShouldBeEmpty();
        var answers = outcome.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        answers.Select(answer => answer.GetProperty("id").ToString()).ShouldBe(["m-1", "2", ""]);
        foreach (var answer in answers)
        {
            answer.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "label", "category", "score", "reasons", "public"]);
            answer.GetProperty("label").GetString().ShouldBeOneOf("allowed", "violation");
            answer.GetProperty("category").GetString()!.ShouldMatch("^[a-z_]+$");
            answer.GetProperty("score").GetDouble().ShouldBeInRange(0, 1);
            answer.GetProperty("reasons").EnumerateArray().ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"text\":null}")]
    [InlineData("{\"text\":5}")]
    [InlineData("{\"text\":\"a\"} {\"text\":\"b\"}")]
    [InlineData("{\"text\":\"a\"")]
    [InlineData("{\"text\":\"a\",\"context\":[\"b\",7]}")]
    [InlineData("{\"text\":\"a\",\"context\":{}}")]
    [InlineData("{\"text\":\"a\",\"group\":7}")]
    [InlineData("{\"text\":\"a\",\"id\":{}}")]
    public async Task A_bad_line_yields_an_error_with_its_number_and_the_rest_goes_on(string bad)
    {
        var outcome = await ClassifyAsync("{\"id\":1,\"text\":\"chào\"}\n\n" + bad + "\n{\"id\":2,\"text\":\"chào\"}\n");

        outcome.Exit.ShouldBe(2);
        outcome.Lines.Length.ShouldBe(3);
        var error = JsonDocument.Parse(outcome.Lines[1]).RootElement;
        error.GetProperty("line").GetInt32().ShouldBe(3);
        error.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        outcome.Lines[2].ShouldStartWith("{\"id\":2,");
    }

    [Fact]
    public async Task A_conversation_may_be_given_the_oldest_first()
    {
        var outcome = await ClassifyAsync("""
            {"text":"Giữ chị một cây","context":"Còn ba cây nha"}
            {"text":"Giữ chị một cây","context":["Còn ba cây nha"]}
            {"text":"Giữ chị một cây","context":["Son nhà em mới về, ai lấy thì nhắn","Có màu cam không em","Còn ba cây nha"]}
            {"text":"Giữ chị một cây","context":[]}
            {"text":"Giữ chị một cây"}
            """);

        outcome.Exit.ShouldBe(0);
        outcome.Lines[1].ShouldBe(outcome.Lines[0]);
        Score(2).ShouldBeGreaterThan(Score(0));
        outcome.Lines[4].ShouldBe(outcome.Lines[3]);

        double Score(int line) => JsonDocument.Parse(outcome.Lines[line]).RootElement.GetProperty("score").GetDouble();
    }

    [Fact]
    public async Task Windows_line_breaks_and_a_byte_order_mark_are_fine()
    {
        byte[] input = [0xEF, 0xBB, 0xBF, .. "{\"id\":1,\"text\":\"chào\"}\r\n\r\n{\"id\":2,\"text\":\"chào\"}"u8];

        var outcome = await Command.RunAsync(input, ["classify"]);

        outcome.Exit.ShouldBe(0);
        outcome.Lines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_an_error()
    {
        var outcome = await Command.RunAsync([.. "{\"text\":\""u8, 0xFF, .. "\"}"u8], ["classify"]);

        outcome.Exit.ShouldBe(2);
        outcome.Lines.ShouldHaveSingleItem().ShouldContain("UTF-8");
    }

    [Fact]
    public async Task A_line_of_many_megabytes_is_an_error_and_no_burden()
    {
        var outcome = await Command.RunAsync(
            [.. Encoding.UTF8.GetBytes("{\"text\":\"" + new string('a', 5_000_000) + "\"}\n"), .. "{\"id\":9,\"text\":\"chào\"}"u8], ["classify"]);

        outcome.Exit.ShouldBe(2);
        outcome.Lines.Length.ShouldBe(2);
        outcome.Lines[0].ShouldContain("1024 KB");
        outcome.Lines[1].ShouldStartWith("{\"id\":9,");
    }

    [Fact]
    public async Task A_long_message_is_judged()
    {
        var outcome = await ClassifyAsync("{\"text\":\"" + new string('a', 500_000) + "\"}");

        outcome.Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"id":"x\udc00","text":"Mời họp"}""")]
    [InlineData("""{"id":"x\udc00","text":"cười \ud83d"}""")]
    [InlineData("""{"id":"x","text":"cười \ud83d\ude00 \udc00\ud83d"}""")]
    public async Task Half_an_emoji_is_no_reason_to_give_up(string line)
    {
        var outcome = await ClassifyAsync(line);

        outcome.Exit.ShouldBe(0);
        outcome.Lines.ShouldHaveSingleItem().ShouldContain("\"label\"");
    }

    [Fact]
    public async Task Nothing_in_nothing_out()
    {
        var outcome = await ClassifyAsync("");

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_phrase_of_the_settings_breaks_the_rule_of_its_group_only()
    {
        var settings = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, """
            {
              "Zalo": { "AppId": "1234567890123456789", "OaId": "4000000000000000001" }, "Organisation": { "Name": "Cơ quan Thử nghiệm" },
              "Groups": [
                { "Id": "ab12cd34ef56ab78cd90", "Name": "Một", "Rules": { "Advertising": { "Phrases": ["góc chợ tím"] } } },
                { "Id": "ab12cd34ef56ab78cd91", "Name": "Hai" }
              ]
            }
            """);
        const string Line = """{"id":1,"text":"Kính gửi các đồng chí kế hoạch góc chợ tím, hạn góp ý 16 giờ ngày 3/12","group":"ab12cd34ef56ab78cd9X"}""";

        (await ClassifyAsync(Line.Replace("X", "0"), "--settings", settings)).Output.ShouldContain("\"label\":\"violation\",\"category\":\"advertising\"");
        (await ClassifyAsync(Line.Replace("X", "1"), "--settings", settings)).Output.ShouldContain("\"label\":\"allowed\"");
        (await ClassifyAsync(Line.Replace("X", "1"), "--settings", settings, "--group", "ab12cd34ef56ab78cd90")).Output.ShouldContain("violation");
    }

    [Fact]
    public async Task A_group_that_is_not_declared_is_said_with_the_nearest()
    {
        var settings = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, """
            {
              "Zalo": { "AppId": "1234567890123456789", "OaId": "4000000000000000001" }, "Organisation": { "Name": "Cơ quan Thử nghiệm" },
              "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "Một" } ]
            }
            """);

        var outcome = await ClassifyAsync("{\"text\":\"a\"}", "--settings", settings, "--group", "ab12cd34ef56ab78cd99");

        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("ab12cd34ef56ab78cd90");
    }

    [Fact]
    public async Task Broken_settings_are_told_on_standard_error()
    {
        var settings = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, "{ \"Zalo\": { \"OaId\": 5 } }");

        var outcome = await ClassifyAsync("{\"text\":\"a\"}", "--settings", settings);

        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("Zalo.OaId");
    }

    private static Task<CommandOutcome> ClassifyAsync(string input, params string[] options) =>
        Command.RunAsync(Encoding.UTF8.GetBytes(input), ["classify", .. options]);
}
