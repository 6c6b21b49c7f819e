using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

public sealed class SignNamesTests
{
    [Theory]
    [InlineData("work.meeting", false)]
    [InlineData("common.before", false)]
    [InlineData("personal.party", true)]
    [InlineData("scam.code", true)]
    public void Work_and_common_words_speak_for_no_breach(string name, bool isBreach) => SignNames.IsBreach(SignNames.NumberOf(name)).ShouldBe(isBreach);

    [Fact]
    public void So_what_is_denied_of_work_is_still_said_by_the_writer()
    {
        var signs = SignReader.Default.Read("Chiều nay không họp giao ban", "");

        (signs.Own.Has(SignNames.NumberOf("work.meeting")), signs.Relayed.Has(SignNames.NumberOf("work.meeting"))).ShouldBe((true, false));
    }

    [Fact]
    public void Entities_are_named_as_their_kinds_are()
    {
        SignNames.All[(int)EntityKind.OddLink].ShouldBe("entity.odd-link");
        SignNames.NumberOf("entity.odd-link").ShouldBe(SignNames.NumberOf(EntityKind.OddLink));
    }

    [Fact]
    public void There_are_no_others() => Should.Throw<KeyNotFoundException>(() => SignNames.NumberOf("entity.nonsense"));
}
