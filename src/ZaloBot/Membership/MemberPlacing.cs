using ZaloBot.Groups;
using ZaloBot.Membership.Consents;
using ZaloBot.People;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership;

/// <summary>Says how a person stands to a group, by settings, people file, consents and the record.</summary>
public static class MemberPlacing
{
    /// <summary>Places a person.</summary>
    /// <param name="scope">What is known, as the commit sees it.</param>
    /// <param name="group">The group.</param>
    /// <param name="userId">The person.</param>
    /// <param name="invitedByBot">The bot is bringing the person in just now.</param>
    /// <param name="asNewcomer">What was before does not count: the person has just come.</param>
    public static async Task<Placed> PlaceAsync(EventScope scope, GroupOptions group, string userId, bool invitedByBot = false, bool asNewcomer = false)
    {
        var person = await PersonFinder.FindAsync(scope, userId);
        var consent = await ConsentBook.AuthorisationAsync(scope, group.Id, userId);
        var known = asNewcomer ? null : await scope.Memory.MemberAsync(group.Id, userId);
        var facts = new MemberFacts
        {
            UserId = userId,
            IsOnRoster = person is not null,
            Positions = person?.PositionsOn(scope.Today) ?? [],
            IsAuthorised = consent is not null,
            IsInvitedByBot = invitedByBot || known?.Ground == Placement.InvitedByBot,
            WasThereAtFirst = known is { In: true, Source: MemberSource.Baseline },
        };
        return new Placed(MembershipRule.Place(facts, scope.Settings.CompositionOf(group)), consent, person);
    }
}

/// <summary>How a person stands to a group, and by what.</summary>
/// <param name="Placement">How.</param>
/// <param name="Consent">The consent that holds, if any.</param>
/// <param name="Person">The row of the people file, if known.</param>
public sealed record Placed(Placement Placement, Consent? Consent, Person? Person);
