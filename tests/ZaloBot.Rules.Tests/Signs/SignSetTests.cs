using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>A set of signs behaves as a set, in each of its four parts and at their edges.</summary>
public sealed class SignSetTests
{
    private static readonly int[] Edges = [0, 1, 63, 64, 100, 127, 128, 191, 192, 255];

    [Fact]
    public void What_is_put_in_is_there_and_nothing_else()
    {
        foreach (var sign in Edges)
        {
            var set = Of(sign);
            Enumerable.Range(0, SignSet.Most).Where(other => set.Has(other)).ShouldBe([sign]);
            (set.Count, set.IsEmpty).ShouldBe((1, false));
        }

        default(SignSet).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_put_in_twice_is_there_once()
    {
        var set = Of([.. Edges, .. Edges]);
        set.ShouldBe(Of(Edges));
        set.Add(Of(Edges));
        set.ShouldBe(Of(Edges));
    }

    [Fact]
    public void There_are_no_more_than_it_has_room_for() => Should.Throw<ArgumentOutOfRangeException>(() => Of(SignSet.Most));

    [Fact]
    public void Sets_are_joined_parted_and_compared()
    {
        var low = Of(0, 63, 64, 127);
        var high = Of(127, 128, 191, 192, 255);
        var both = low;
        both.Add(high);
        both.ShouldBe(Of([0, 63, 64, 127, 128, 191, 192, 255]));
        (both.Count, low.CountIn(high), both.CountIn(high), both.CountIn(low)).ShouldBe((8, 1, 5, 4));
        low.Both(high).ShouldBe(Of(127));
        both.Remove(low);
        both.ShouldBe(Of(128, 191, 192, 255));
        foreach (var sign in Edges)
        {
            Of(sign).Overlaps(Of(Edges)).ShouldBeTrue();
            Of(sign).Overlaps(Of([.. Edges.Where(other => other != sign)])).ShouldBeFalse();
            (Of(sign) == Of(sign), Of(sign) != Of(sign), Of(sign) == default, Of(sign).Equals((object)Of(sign)), Of(sign).Equals("no set")).ShouldBe((true, false, false, true, false));
            Of(sign).GetHashCode().ShouldNotBe(default(SignSet).GetHashCode());
        }
    }

    [Fact]
    public void Its_signs_are_met_in_their_order()
    {
        var set = Of(Edges);
        List<int> met = [];
        for (var sign = set.Next(0); sign >= 0 && met.Count <= Edges.Length; sign = sign + 1 < SignSet.Most ? set.Next(sign + 1) : -1)
        {
            met.Add(sign);
        }

        met.ShouldBe(Edges);
        Of(5).Next(6).ShouldBe(-1);
        Of(200).Next(3).ShouldBe(200);
        Of(130).Next(70).ShouldBe(130);
        Of(130).Next(130).ShouldBe(130);
        Of(130).Next(131).ShouldBe(-1);
    }

    [Fact]
    public void Its_entries_of_a_table_are_summed()
    {
        float[] table = [.. Enumerable.Range(0, SignSet.Most).Select(sign => sign + 1f)];

        Of(Edges).Sum(table).ShouldBe(Edges.Sum() + Edges.Length);
        default(SignSet).Sum(table).ShouldBe(0);
    }

    private static SignSet Of(params ReadOnlySpan<int> signs)
    {
        SignSet set = default;
        foreach (var sign in signs)
        {
            set.Add(sign);
        }

        return set;
    }
}
