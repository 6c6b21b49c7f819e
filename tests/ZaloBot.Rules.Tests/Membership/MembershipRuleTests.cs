using Shouldly;
using Xunit;
using ZaloBot.Rules.Membership;

namespace ZaloBot.Rules.Tests.Membership;

public sealed class MembershipRuleTests
{
    private static readonly GroupComposition Group = new() { Leaders = ["1"], AllowedPositions = ["ban-thuong-vu", "bi-thu-csd"] };

    [Theory]
    [InlineData("1", false, "", false, false, false, Placement.Leader)]
    [InlineData("2", true, "bi-thu-csd", false, false, false, Placement.ByPosition)]
    [InlineData("2", true, "ke-toan;Ban-Thuong-Vu", false, false, false, Placement.ByPosition)]
    [InlineData("2", true, "ke-toan", true, false, true, Placement.Authorised)]
    [InlineData("2", true, "ke-toan", false, true, true, Placement.Baseline)]
    [InlineData("2", true, "ke-toan", false, false, false, Placement.Outsider)]
    [InlineData("2", true, "", false, false, false, Placement.Unknown)]
    [InlineData("2", true, "", false, false, true, Placement.Outsider)]
    [InlineData("2", false, "", false, false, false, Placement.Unknown)]
    [InlineData("2", false, "", false, false, true, Placement.Outsider)]
    public void Places_a_person(string user, bool onRoster, string positions, bool authorised, bool there, bool complete, Placement expected) =>
        MembershipRule.Place(
            new()
            {
                UserId = user,
                IsOnRoster = onRoster,
                Positions = positions.Split(';', StringSplitOptions.RemoveEmptyEntries),
                IsAuthorised = authorised,
                WasThereAtFirst = there,
            },
            Group with { RosterComplete = complete }).ShouldBe(expected);

    [Fact]
    public void Only_an_outsider_is_a_breach() =>
        Enum.GetValues<Placement>().Where(placement => placement.IsBreach()).ShouldBe([Placement.Outsider]);

    [Fact]
    public void Whom_the_bot_let_in_needs_no_other_ground()
    {
        var person = new MemberFacts { UserId = "2", IsOnRoster = true, Positions = ["ke-toan"], IsInvitedByBot = true, WasThereAtFirst = true };

        MembershipRule.Place(person, Group).ShouldBe(Placement.InvitedByBot);
        MembershipRule.Place(person with { IsAuthorised = true }, Group).ShouldBe(Placement.Authorised);
    }

    [Fact]
    public void Who_has_no_ground_needs_consent() =>
        Enum.GetValues<Placement>().Where(placement => placement.NeedsConsent()).ShouldBe([Placement.Unknown, Placement.Outsider]);

    [Fact]
    public void Leaders_and_holders_of_positions_are_inside() =>
        Enum.GetValues<Placement>().Where(placement => placement.IsInside()).ShouldBe([Placement.Leader, Placement.ByPosition]);
}
