using Shouldly;

using Xunit;

namespace ZaloBot.Tests.Cli;

/// <summary>What can go wrong before learning begins; learning itself is tested with the rules.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-train-").FullName;

    private string Model => Path.Combine(_folder, "messages.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_without_texts_is_said()
    {
        var outcome = await Command.RunAsync("train", _folder, "--model", Model);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(_folder);
    }

    [Fact]
    public async Task A_faulty_line_is_said_and_the_present_model_kept()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "texts.jsonl"), "{\"id\":\"a\",\"text\":\"chào\",\"label\":\"perhaps\"}\n");
        await File.WriteAllTextAsync(Model, "the present model");

        var outcome = await Command.RunAsync("train", _folder, "--model", Model);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("texts.jsonl");
        (await File.ReadAllTextAsync(Model)).ShouldBe("the present model");
        Directory.GetFiles(_folder).Length.ShouldBe(2);
    }
}
