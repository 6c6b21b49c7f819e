using Shouldly;
using Xunit;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Entities;

/// <summary>Numbers of documents: a number, perhaps a year, a kind of document, who issued it.</summary>
public sealed class DocumentNumberReaderTests
{
    [Theory]
    [InlineData("129-TB/ĐTN", "DocumentNumber 129-TB/ĐTN")]
    [InlineData("12/KH-ĐK", "DocumentNumber 12/KH-ĐK")]
    [InlineData("74/2023/NĐ-CP", "DocumentNumber 74/2023/NĐ-CP")]
    [InlineData("12/TTLT-BNV", "DocumentNumber 12/TTLT-BNV")]
    [InlineData("18-CV", "DocumentNumber 18-CV")]
    [InlineData("12345-TB", "DocumentNumber 12345-TB")]
    [InlineData("123456-TB", "")]
    [InlineData("74/202/NĐ-CP", "DocumentNumber 202/NĐ-CP")]
    [InlineData("74-2023-NĐ", "DocumentNumber 2023-NĐ")]
    [InlineData("12.TB", "")]
    [InlineData("12 TB", "")]
    [InlineData("12-XY", "")]
    [InlineData("12/2023", "")]
    [InlineData("18-CV/DOANKHOI", "DocumentNumber 18-CV/DOANKHOI")]
    [InlineData("18-CV/DOANKHOIX", "DocumentNumber 18-CV")]
    [InlineData("18-CV/2026", "DocumentNumber 18-CV")]
    [InlineData("18-CV.ĐTN", "DocumentNumber 18-CV")]
    [InlineData("18-CV/ĐTN-VP nhé", "DocumentNumber 18-CV/ĐTN-VP")]
    public void A_number_with_a_kind_of_document(string text, string found) => The.EntitiesOf(text).ShouldBe(found);
}
