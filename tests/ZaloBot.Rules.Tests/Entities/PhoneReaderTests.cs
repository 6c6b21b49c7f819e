using Shouldly;
using Xunit;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Entities;

/// <summary>Telephone numbers have as many digits as there are in the country, in groups that belong together.</summary>
public sealed class PhoneReaderTests
{
    [Theory]
    [InlineData("0912345678", "Phone 0912345678")]
    [InlineData("091234567", "")]
    [InlineData("09123456789", "")]
    [InlineData("02943855999", "Phone 02943855999")]
    [InlineData("0294385599", "")]
    [InlineData("0294 3855 999", "Phone 0294 3855 999")]
    [InlineData("84912345678", "Phone 84912345678")]
    [InlineData("+84 912 345 678", "Phone 84 912 345 678")]
    [InlineData("842943855999", "Phone 842943855999")]
    [InlineData("8491234567", "")]
    [InlineData("19001234", "Phone 19001234")]
    [InlineData("18001234", "Phone 18001234")]
    [InlineData("1900 1234", "Phone 1900 1234")]
    [InlineData("1800 1234", "Phone 1800 1234")]
    [InlineData("1900 599 920", "Phone 1900 599 920")]
    [InlineData("1900599920", "Phone 1900599920")]
    [InlineData("1900123", "")]
    [InlineData("190012345", "")]
    [InlineData("1800 123", "")]
    [InlineData("1700 1234", "")]
    [InlineData("7912345678", "")]
    [InlineData("09xx882104", "Phone 09xx882104")]
    [InlineData("0912 xxx 678", "Phone 0912 xxx 678")]
    [InlineData("0912abc678", "")]
    public void Numbers_are_whole(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData("0912 345 678 nhé", "Phone 0912 345 678")]
    [InlineData("0912.345.678", "Phone 0912.345.678")]
    [InlineData("0912-345-678", "Phone 0912-345-678")]
    [InlineData("0912  345  678", "Phone 0912  345  678")]
    [InlineData("0912 - 345 678", "")]
    [InlineData("0912   345 678", "")]
    [InlineData("0912,345,678", "")]
    [InlineData("0912/345/678", "")]
    [InlineData("0912 nhé 345 678", "")]
    [InlineData("09 1 2 34 56 78", "Phone 09 1 2 34 56 78")]
    [InlineData("09 1 2 3 4 56 78", "")]
    [InlineData("0912 345 678 0987 654 321", "Phone 0912 345 678, Phone 0987 654 321")]
    public void Groups_of_digits_stand_side_by_side(string text, string found) => The.EntitiesOf(text).ShouldBe(found);
}
