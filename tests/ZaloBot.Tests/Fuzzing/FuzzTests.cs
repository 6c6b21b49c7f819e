using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using ZaloBot.Learning;
using ZaloBot.Membership.Consents;
using ZaloBot.Outbox;
using ZaloBot.People;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;
using ZaloBot.Tests.Cli;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Settings;
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
    public void Private_messages_are_understood_or_left_alone()
    {
        Mutator.PrivateMessages.ShouldAllBe(message => IsUnderstood(Encoding.UTF8.GetString(message)), "spoilt is what was good");
        Run("private messages", 50, Mutator.PrivateMessages, (input, _) => IsUnderstoodInTime(Encoding.UTF8.GetString(input)));
    }

    [Fact]
    public void A_wish_drawn_out_with_spaces_is_read_as_fast_as_another()
    {
        var spaces = new string(' ', 200);
        IsUnderstoodInTime($"mời{spaces}vào{spaces}\n!").ShouldBeFalse();
        RequestWords.Read($"mời {spaces} Nguyễn \t An vào{spaces}nhóm Hội trại:  chuyên  gia").ShouldBe(new RequestWords(Invites: true, "Nguyễn An", "hoi trai", "chuyên gia"));
        RequestWords.Read("mời Nguyễn An vào Hội trại \n cho vui").ShouldBeNull("what stands on another line belongs to no name");
    }

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

    [Fact]
    public async Task Commands_answer_with_good_settings_too()
    {
        using var good = new SettingsFolder();
        var mutator = new Mutator(Seed);
        var roster = good.At("import.csv");
        var other = good.At("other");
        string[][] commands =
        [
            ["check"], ["people"], ["people", "import", roster], ["people", "import", roster, "--apply"], ["people", "codes"], ["people", "links"], ["groups", "drift"], ["groups", "consents"],
            ["classify"], ["evaluate", other], ["replay"], ["setup"], ["keys"], ["forget"], ["export"], ["backup", good.At("backups")], ["restore", other], ["restore", other, "--force"],
        ];
        string[] words = ["--json", "--apply", "--group", "ab12cd34ef56ab78cd90", "--days", "-1", "99999999999999999999", "7000000000000000001", "--readmit", "--close", "--", "", "đ", "\"", "[@all]"];
        for (var round = 0; round < Math.Max(commands.Length, Total / 10_000); round++)
        {
            // People who are imported lead no group, so the settings stay good however the roster is spoilt.
            await File.WriteAllBytesAsync(roster, mutator.From(Mutator.Rosters), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(other, mutator.From([.. Mutator.Sentences, "{\"id\":\"1\",\"text\":\"Mời họp\",\"label\":\"work\"}"u8.ToArray()]), TestContext.Current.CancellationToken);
            string[] tail = [.. Enumerable.Range(0, mutator.Below(3)).Select(_ => mutator.Below(3) == 0 ? Encoding.UTF8.GetString(mutator.From([.. words.Select(Encoding.UTF8.GetBytes)])) : mutator.OneOf(words))];
            string[] args = ["--settings", good.File, .. commands[round % commands.Length], .. tail];
            var told = $"round {round} of seed {Seed}: {string.Join(' ', args)}";
            try
            {
                var outcome = await Command.RunAsync(mutator.From(Mutator.Sentences), args);
                outcome.Exit.ShouldBeOneOf([0, 1, 2], told);
                (outcome.Output + outcome.Error).ShouldNotBeEmpty(told);
            }
            catch (Exception failure) when (failure is not ShouldAssertException)
            {
                throw new ShouldAssertException(told, failure);
            }

            good.Load().Snapshot.ShouldNotBeNull(told);
        }
    }

    // The time of a pattern goes on while the machine is busy elsewhere; a pattern that is slow by itself is so twice.
    private static bool IsUnderstoodInTime(string text)
    {
        try
        {
            return IsUnderstood(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return IsUnderstood(text);
        }
    }

    private static string OneSpaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Everything that reads what is written to the bot in private, without the store behind it; what it reads out of a text must lie in it.
    private static bool IsUnderstood(string text)
    {
        var plain = Folded.Compact(text);
        var answer = ConsentAnswers.Read(text);
        if (answer is var (_, words))
        {
            words.Numbers.Count.ShouldBeLessThanOrEqualTo(10);
            words.Numbers.ShouldBeUnique();
            words.Numbers.ShouldAllBe(number => number.Length >= 4 && number.Length <= 6 && number.All(char.IsAsciiDigit) && plain.Contains(number, StringComparison.Ordinal));
            (words.Numbers.Count > 0 || words.Rest.Length == 0).ShouldBeTrue("a word with talk behind it is no answer");
            plain.ShouldContain(words.Word);
        }

        var verdict = FindingAnswers.AnswerIn(text);
        if (verdict is not null)
        {
            new[] { "dung", "sai", "cho phep" }.ShouldContain(word => plain.Contains(word, StringComparison.Ordinal));
        }

        var number = CaseNumber.FindIn(text);
        if (number is not null)
        {
            number.Length.ShouldBe(CaseNumber.Length);
            number.ShouldAllBe(letter => CaseNumber.Alphabet.Contains(letter));
            text.ToUpperInvariant().ShouldContain(number);
        }

        var code = LinkCodes.FindIn(text);
        if (code is not null)
        {
            code.Length.ShouldBe(64);
            text.Length.ShouldBeLessThan(60);
        }

        var name = LinkDesk.NameIn(text);
        if (name is not null)
        {
            plain.ShouldContain(name);
        }

        var wish = RequestWords.Read(text);
        if (wish is not null)
        {
            var composed = text.Normalize(NormalizationForm.FormC);
            OneSpaced(composed).ShouldContain(OneSpaced(wish.Who), Case.Sensitive);
            OneSpaced(composed).ShouldContain(OneSpaced(wish.Why), Case.Sensitive);
            UserText.Defuse(wish.Why, 200).IndexOfAny(['[', ']']).ShouldBe(-1);
        }

        return answer is not null || verdict is not null || number is not null || code is not null || name is not null || wish is not null;
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
