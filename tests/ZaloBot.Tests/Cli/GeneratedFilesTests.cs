using System.Text.Json;
using System.Text.Json.Nodes;

using NJsonSchema;

using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Cli;

/// <summary>Files made from the option types are as the option types are. After a change of those: <c>dotnet run --project src/ZaloBot -- schema --write .</c></summary>
public sealed class GeneratedFilesTests
{
    [Fact]
    public async Task Schema_prints_the_schema_of_the_repository()
    {
        var outcome = await Command.RunAsync("schema");

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldBe(await File.ReadAllTextAsync(Repository.File("schemas/appsettings.schema.json")));
    }

    [Theory]
    [InlineData("schemas/appsettings.schema.json")]
    [InlineData("docs/settings.md")]
    [InlineData("docs/settings.vi.md")]
    public async Task The_repository_has_what_schema_writes(string name)
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-schema-").FullName;

        var outcome = await Command.RunAsync("schema", "--write", folder);

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(folder, name))).ShouldBe(await File.ReadAllTextAsync(Repository.File(name)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_example_is_valid_by_the_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(SettingsSchema.Text());

        schema.Validate(Example().ToJsonString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Zalo", "CallsPerMinute", "90")]
    [InlineData("Zalo", "CallsPerMinute", 0)]
    [InlineData("Zalo", "Colour", "red")]
    [InlineData("Warnings", "GroupCooldown", "10m")]
    [InlineData("Alerts", "Fallback", "Nowhere")]
    public async Task The_schema_refuses_what_the_bot_refuses(string section, string key, object value)
    {
        var schema = await JsonSchema.FromJsonAsync(SettingsSchema.Text());
        var example = Example();
        example[section]![key] = JsonValue.Create(value);

        schema.Validate(example.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_setting_is_described_in_both_languages()
    {
        SettingsTable.InEnglish().Split('\n').ShouldContain(line => line.StartsWith("| `Zalo.CallsPerMinute` |") && line.Contains("`90`") && line.Contains("| yes |"));
        SettingsTable.InVietnamese().Split('\n').ShouldContain(line => line.StartsWith("| `Redis.DataDirectory` |") && line.Contains("khởi động lại"));
    }

    private static JsonObject Example() => JsonNode.Parse(
        File.ReadAllText(Repository.File("appsettings.example.json")), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
}
