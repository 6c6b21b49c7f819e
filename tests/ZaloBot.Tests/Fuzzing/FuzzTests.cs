using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;
using ZaloBot.Tests.Cli;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Tests.Fuzzing;

/// <summary>
/// Everything that reads what strangers write, fed with what nobody would. A few thousand inputs in every run of the tests; a
/// million with <c>ZALOBOT_FUZZ=1000000</c> (docs/security.md). <c>ZALOBOT_FUZZ_SEED</c> gives other inputs.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int ShortRun = 8_000;

    private static readonly int Total = Number("ZALOBOT_FUZZ", ShortRun);
    private static readonly int Seed = Number("ZALOBOT_FUZZ_SEED", 20261124);

    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Webhooks_never_throw_and_never_verify_what_was_changed()
    {
        var keys = new SignatureKeys("1234567890123456789", "oaSecretForTests000", "");
        Run("webhook", 60, Mutator.Events, (input, mutator) =>
        {
            var fault = WebhookEnvelope.Read(input, out var envelope);
            var original = mutator.OneOf(Mutator.Events);
            if (fault == EnvelopeFault.None)
            {
                // Taken as whole JSON here, it must be whole JSON to everybody.
                using var json = JsonDocument.Parse(input);
                json.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
                if (!input.AsSpan().SequenceEqual(original))
                {
                    WebhookSignature.Check(input, envelope, Some.SignatureOf(original), keys).ShouldNotBe(SignatureOutcome.Valid);
                }
            }

            var reading = ZaloEventReader.Read(input);
            if (reading.IsUsable)
            {
                EventIdentity.Of(reading.Event).ShouldBe(EventIdentity.Of(ZaloEventReader.Read(input).Event!), "the same bytes are the same event");
            }
            else
            {
                reading.Problem.ShouldNotBeNullOrEmpty();
            }

            var entry = InboxEntry.Parse(new InboxEntry(The.Morning, input).ToBytes());
            entry.Body.ToArray().ShouldBe(input);
        });
    }

    [Fact]
    public void Any_text_is_judged_and_what_weighed_lies_in_it()
    {
        var judge = new MessageJudge(RuleSet.Default, MessageClassifier.Default);
        Run("judgement", 20, Mutator.Sentences, (input, _) =>
        {
            var text = Encoding.UTF8.GetString(input);
            var verdict = judge.Judge(ChatMessage.Of(text, text));
            verdict.Score.ShouldBeInRange(0, 1);
            verdict.Findings.ShouldAllBe(finding => finding.Words.All(range => range.Start >= 0 && range.End <= text.Length));
        });
    }

    [Fact]
    public void Repeated_text_carries_nothing_the_platform_acts_on() => Run("repeated text", 14, Mutator.Sentences, (input, mutator) =>
    {
        var text = Encoding.UTF8.GetString(input);
        var length = 1 + mutator.Below(400);
        var safe = UserText.Defuse(text, length);
        safe.Length.ShouldBeLessThanOrEqualTo(length + 1);
        safe.IndexOfAny(['[', ']', '［', '］', '\r', '\n', '\0', '\u202E']).ShouldBe(-1);
        var finished = OutboxText.Finish(safe, "K7FQ3X");
        finished.Length.ShouldBeLessThanOrEqualTo(OutboxText.MaxLength);
        finished.ShouldContain("K7FQ3X");
        CaseNumber.FindIn(text);
        CaseNumber.FindLastIn(text);
    });

    [Fact]
    public void Settings_and_rosters_are_taken_or_refused_with_a_reason() => Run("settings", 5, Mutator.Settings, (input, mutator) =>
    {
        var file = Path.Combine(_folder, "appsettings.json");
        var spoilsRoster = mutator.Below(2) == 0;
        File.WriteAllBytes(file, spoilsRoster ? Mutator.Settings[0] : input);
        File.WriteAllBytes(Path.Combine(_folder, "people.csv"), spoilsRoster ? mutator.From(Mutator.Rosters) : Mutator.Rosters[0]);
        var reading = SettingsFile.Load(file, new Dictionary<string, string>());
        (reading.Snapshot is not null || reading.Faults.Any(fault => fault.Severity == FaultSeverity.Error)).ShouldBeTrue("refused means a reason is told");
        reading.Faults.ShouldAllBe(fault => fault.Problem.Length > 0);
    });

    [Fact]
    public async Task Commands_answer_whatever_they_are_given()
    {
        var mutator = new Mutator(Seed);
        string[] words = ["classify", "evaluate", "check", "forget", "export", "schema", "--help", "--json", "--settings", "/nowhere/appsettings.json", "x", "-", "--", "@file", "", "đ", "\"", "keys", "--version"];
        for (var round = 0; round < Math.Max(20, Total / 2_500); round++)
        {
            string[] args = [.. Enumerable.Range(0, mutator.Below(5)).Select(_ => mutator.OneOf(words)), "--settings", Path.Combine(_folder, "none.json")];
            (await Command.RunAsync([], args)).Exit.ShouldBeOneOf(0, 1, 2);
        }

        // Lines for classify, several hundred at a time: as many answers as lines that are not empty.
        for (var round = 0; round < Math.Max(1, Total / 25_000); round++)
        {
            var lines = Enumerable.Range(0, 250).Select(_ => Encoding.UTF8.GetString(mutator.From([.. Mutator.Sentences, "{\"id\":\"1\",\"text\":\"Mời họp\",\"context\":\"x\"}"u8.ToArray()])).ReplaceLineEndings(" ")).ToList();
            var outcome = await Command.RunAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), ["classify"]);
            outcome.Exit.ShouldBeOneOf(0, 2);
            foreach (var line in outcome.Lines)
            {
                JsonDocument.Parse(line).Dispose();
            }
        }
    }

    // A hundredth part of the whole is so many inputs; what fails is told so that it can be fed again.
    private static void Run(string what, int hundredths, IReadOnlyList<byte[]> seeds, Action<byte[], Mutator> feed)
    {
        var mutator = new Mutator(Seed);
        var count = Total / 100 * hundredths;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var input = mutator.From(seeds);
            try
            {
                feed(input, mutator);
            }
            catch (Exception failure)
            {
                throw new ShouldAssertException($"{what}, input {i} of seed {Seed}, base 64: {Convert.ToBase64String(input)}", failure);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count} inputs in {watch.Elapsed.TotalSeconds:0} s"));
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) && number > 0 ? number : usual;
}
