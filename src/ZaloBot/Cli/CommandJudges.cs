using System.CommandLine;
using ZaloBot.Moderation;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The judges of <c>classify</c> and <c>evaluate</c>: by the settings where there are some, else as shipped.</summary>
internal sealed class CommandJudges(ZaloBotSettings settings, string? group)
{
    private readonly Dictionary<RulesOptions, MessageJudge> _judges = new(ReferenceEqualityComparer.Instance);

    /// <summary>The judges a command asks for; null after saying why there are none.</summary>
    public static CommandJudges? Of(ParseResult parsed, CommandIo io, SettingsOption option, string? group)
    {
        var settings = new ZaloBotSettings();
        if (option.Exist(parsed))
        {
            var reading = option.Read(parsed, io);
            if (reading.Snapshot is null)
            {
                SettingsOption.Show(reading, io);
                return null;
            }

            settings = reading.Snapshot.Settings;
        }

        if (group is not null && settings.Group(group) is null)
        {
            var nearest = Nearest.To(group, settings.Groups.Select(known => known.Id));
            io.Error.WriteLine(nearest is null ? CliTexts.Get("Classify.NoGroup", group) : CliTexts.Get("Classify.NoGroupNear", group, nearest));
            return null;
        }

        return new(settings, group);
    }

    /// <summary>The judge for a message of that group; the command's own group, where one was named, wins.</summary>
    public MessageJudge For(string? groupOfLine)
    {
        var rules = settings.RulesFor(group ?? groupOfLine);
        if (!_judges.TryGetValue(rules, out var judge))
        {
            judge = new MessageJudge(JudgeRegistry.SetOf(rules), MessageClassifier.Default);
            _judges.Add(rules, judge);
        }

        return judge;
    }
}
