using ZaloBot.Zalo.Events;

namespace ZaloBot.Privacy;

/// <summary>Keeps people who were erased out of what events bring: nothing about them is judged or stored again.</summary>
internal static class ErasedEvents
{
    /// <summary>The event without erased people, or null when nothing of it is left.</summary>
    public static ZaloEvent? Without(ZaloEvent happened, ErasedSnapshot erased)
    {
        if (erased.IsEmpty || happened is DataWithdrawn)
        {
            return happened;
        }

        if (happened.UserIdByApp is { } byApp && erased.Contains(byApp))
        {
            return null;
        }

        return happened switch
        {
            GroupMessage message => erased.Contains(message.SenderId) ? null : message with { Text = WithoutMentions(message.Text, erased) },
            PrivateMessage message => erased.Contains(message.UserId) ? null : message with { Text = WithoutMentions(message.Text, erased) },
            GroupPeopleEvent people => Thin(people, erased),
            Followed { UserId: var who } => erased.Contains(who) ? null : happened,
            Unfollowed { UserId: var who } => erased.Contains(who) ? null : happened,
            ChatOpened { UserId: var who } => erased.Contains(who) ? null : happened,
            InfoSubmitted { UserId: var who } => erased.Contains(who) ? null : happened,
            _ => happened,
        };
    }

    private static GroupPeopleEvent? Thin(GroupPeopleEvent people, ErasedSnapshot erased)
    {
        var others = people.UserIds.Where(id => id != RawEvents.Nobody && !erased.Contains(id)).ToList();
        return others.Count == 0 ? null : people with { UserIds = others };
    }

    private static string? WithoutMentions(string? text, ErasedSnapshot erased)
    {
        if (text is null || !text.Contains("[@", StringComparison.Ordinal))
        {
            return text;
        }

        var mentioned = PersonTrace.WordsOf(text).Where(erased.Contains).ToHashSet(StringComparer.Ordinal);
        return mentioned.Count == 0 ? text : new PersonTrace(mentioned).Replace(text, "…");
    }
}
