using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Shouldly;
using ZaloBot.Emulator;
using ZaloBot.Groups;
using ZaloBot.Membership;
using ZaloBot.Membership.Consents;
using ZaloBot.Membership.Drift;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>The office of the membership scenarios: a leader who is not the secretary, and a group in which the bot may act.</summary>
internal static partial class Office
{
    /// <summary>Leads the group; may not consent to outsiders.</summary>
    public const string Leader = SampleWorld.DeputySecretary;

    public const string Secretary = SampleWorld.Secretary;

    /// <summary>Holds a position that belongs, and is not in the group.</summary>
    public const string Insider = "7000000000000000007";

    public const string Stranger = SampleWorld.Stranger;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>
    /// Everything within a few hours: beyond a day tokens are renewed and groups compared, and a fake clock that leaps while such a
    /// call is under way makes it time out.
    /// </summary>
    public static MembershipOptions Membership { get; } = new()
    {
        Grace = TimeSpan.FromHours(2), AnswerWithin = TimeSpan.FromHours(4), CompareEvery = TimeSpan.FromDays(7), DriftReportOn = [],
    };

    /// <summary>The same, with removal by itself.</summary>
    public static MembershipOptions Automatic { get; } = Membership with { Removal = RemovalPolicy.AfterGrace };

    /// <summary>Settings with the group in <paramref name="mode"/>.</summary>
    public static Func<ZaloBotSettings, ZaloBotSettings> With(
        GroupMode mode = GroupMode.Enforce, UnauthorisedMember onMember = UnauthorisedMember.Remove, MembershipOptions? membership = null, Func<GroupOptions, GroupOptions>? group = null) => same => same with
        {
            Alerts = same.Alerts with { OnlyInWorkingHours = false },
            Membership = membership ?? Membership,
            Groups = [(group ?? (as_ => as_))(same.Groups[0] with { Mode = mode, Leaders = [Leader], OnUnauthorisedMember = onMember })],
        };

    /// <summary>The number that stands in the last word to a person.</summary>
    public static string NumberToldTo(this Bot bot, string user) => Number().Matches(bot.ToldTo(user)[^1])[0].Groups["number"].Value;

    public static async Task SayAsync(this Bot bot, string user, string text)
    {
        await bot.Zalo.Acts.WritePrivatelyAsync(user, text);
        await bot.SettledAsync();
    }

    /// <summary>Posts an event made by hand, properly signed.</summary>
    public static async Task PostSignedAsync(this Bot bot, byte[] body)
    {
        (await bot.PostAsync(body, Some.SignatureOf(body))).IsSuccessStatusCode.ShouldBeTrue();
        await bot.SettledAsync();
    }

    /// <summary>Compares the group with the platform now.</summary>
    public static async Task ComparedAsync(this Bot bot)
    {
        (await bot.Get<GroupComparison>().CompareAsync(The.Group, CancellationToken.None)).ShouldBeTrue();
        await bot.SettledAsync();
    }

    /// <summary>Lets the roster be looked at now, as the comparison does by itself now and then.</summary>
    public static Task LooksAtRosterAsync(this Bot bot) => bot.UnderLeaseAsync(lease => bot.Get<RosterWatch>().LookAsync(bot.Settings.Current.Groups[0], lease));

    /// <summary>Lets the drift report be made now, if it is its day.</summary>
    public static Task ReportsDriftAsync(this Bot bot) => bot.UnderLeaseAsync(lease => bot.Get<DriftReporter>().ReportAsync(bot.Settings.Current.Groups[0], lease));

    private static async Task UnderLeaseAsync(this Bot bot, Func<Lease, Task<bool>> work)
    {
        var lease = (await Lease.TryTakeAsync(bot.Store.Database, $"{bot.Store.Keys.ComparisonLease}:test"))!;
        if (await work(lease))
        {
            bot.Get<Nudge>().Wake(Nudge.Outbox);
        }

        await lease.ReleaseAsync();
        await bot.SettledAsync();
    }

    public static async Task JoinsAsync(this Bot bot, string user)
    {
        await bot.Zalo.Acts.AddMemberAsync(The.Group, user);
        await bot.SettledAsync();
    }

    public static async Task<Consent> ConsentAsync(this Bot bot, string user) => (await bot.Get<ConsentBook>().AllAsync()).First(consent => consent.UserId == user);

    /// <summary>What the book says of a person in the group.</summary>
    public static async Task<MemberState> MemberAsync(this Bot bot, string user) =>
        JsonSerializer.Deserialize<MemberState>((string)(await bot.Store.Database.HashGetAsync(bot.Store.Keys.Members(The.Group), user))!, Json)!;

    public static bool IsIn(this Bot bot, string user) => bot.Zalo.World.Group(The.Group).Members.Contains(user);

    public static IReadOnlyList<ConsentAct> Acts(this Consent consent) => [.. consent.Steps.Select(step => step.Act)];

    [GeneratedRegex("(đồng ý|gỡ|mời|từ chối) (?<number>[0-9]{4,6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
