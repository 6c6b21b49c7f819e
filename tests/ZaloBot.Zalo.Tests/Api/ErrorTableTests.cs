using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>Fact sheet 7.1, line by line.</summary>
public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(-32, ErrorClass.BackOff, ErrorMeaning.AppRateExceeded)]
    [InlineData(-100, ErrorClass.CallerMistake, ErrorMeaning.AttachmentExpired)]
    [InlineData(-200, ErrorClass.BackOff, ErrorMeaning.SendingFailed)]
    [InlineData(-201, ErrorClass.CallerMistake, ErrorMeaning.InvalidField)]
    [InlineData(-202, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-203, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-204, ErrorClass.Operator, ErrorMeaning.OaDisabled)]
    [InlineData(-205, ErrorClass.Operator, ErrorMeaning.OaMissing)]
    [InlineData(-206, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-207, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-208, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-209, ErrorClass.Operator, ErrorMeaning.AppNotActivated)]
    [InlineData(-210, ErrorClass.CallerMistake, ErrorMeaning.LimitExceeded)]
    [InlineData(-211, ErrorClass.Operator, ErrorMeaning.QuotaUsedUp)]
    [InlineData(-212, ErrorClass.Operator, ErrorMeaning.ProductNotRegistered)]
    [InlineData(-213, ErrorClass.PermanentForTarget, ErrorMeaning.NotFollowing)]
    [InlineData(-214, ErrorClass.BackOff, ErrorMeaning.StillProcessing)]
    [InlineData(-216, ErrorClass.Renew, ErrorMeaning.TokenInvalid)]
    [InlineData(-217, ErrorClass.PermanentForTarget, ErrorMeaning.InvitationsBlocked)]
    [InlineData(-218, ErrorClass.PermanentForTarget, ErrorMeaning.ReceivingLimit)]
    [InlineData(-219, ErrorClass.Operator, ErrorMeaning.AppDisabled)]
    [InlineData(-220, ErrorClass.Renew, ErrorMeaning.TokenExpired)]
    [InlineData(-221, ErrorClass.Operator, ErrorMeaning.OaNotVerified)]
    [InlineData(-223, ErrorClass.Operator, ErrorMeaning.NotAuthorised)]
    [InlineData(-224, ErrorClass.Operator, ErrorMeaning.PackageTooSmall)]
    [InlineData(-227, ErrorClass.PermanentForTarget, ErrorMeaning.PersonInactive)]
    [InlineData(-230, ErrorClass.PermanentForTarget, ErrorMeaning.NoInteraction)]
    [InlineData(-232, ErrorClass.PermanentForTarget, ErrorMeaning.NoInteraction)]
    [InlineData(-233, ErrorClass.CallerMistake, ErrorMeaning.MessageTypeUnsupported)]
    [InlineData(-234, ErrorClass.BackOff, ErrorMeaning.Night)]
    [InlineData(-235, ErrorClass.Operator, ErrorMeaning.WrongOaType)]
    [InlineData(-237, ErrorClass.Operator, ErrorMeaning.GroupDisabled)]
    [InlineData(-238, ErrorClass.Operator, ErrorMeaning.AssetUnavailable)]
    [InlineData(-239, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-240, ErrorClass.CallerMistake, ErrorMeaning.ApiClosed)]
    [InlineData(-241, ErrorClass.Operator, ErrorMeaning.FreeAssetUsed)]
    [InlineData(-242, ErrorClass.Operator, ErrorMeaning.ProofWrong)]
    [InlineData(-244, ErrorClass.PermanentForTarget, ErrorMeaning.PersonRestricts)]
    [InlineData(-245, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(-248, ErrorClass.CallerMistake, ErrorMeaning.ContentRefused)]
    [InlineData(-249, ErrorClass.CallerMistake, ErrorMeaning.TemplateNotByUser)]
    [InlineData(-320, ErrorClass.Operator, ErrorMeaning.CloudAccountMissing)]
    [InlineData(-321, ErrorClass.Operator, ErrorMeaning.CloudAccountEmpty)]
    [InlineData(-403, ErrorClass.PermanentForTarget, ErrorMeaning.GroupNotOwned)]
    [InlineData(-501, ErrorClass.Operator, ErrorMeaning.OutsideVietNam)]
    [InlineData(-1340, ErrorClass.CallerMistake, ErrorMeaning.AdvertisingForm)]
    [InlineData(-1341, ErrorClass.CallerMistake, ErrorMeaning.AdvertisingForm)]
    [InlineData(-14014, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    [InlineData(404, ErrorClass.Unknown, ErrorMeaning.Unknown)]
    public void Knows_what_a_code_asks_of_the_caller(int code, ErrorClass errorClass, ErrorMeaning meaning)
    {
        var error = ErrorTable.Read(code, "a sentence", 200);

        error.Class.ShouldBe(errorClass);
        error.Meaning.ShouldBe(meaning);
        error.Code.ShouldBe(code);
        error.Message.ShouldBe("a sentence");
        error.Fate.ShouldBe(code == -200 ? CallFate.Unclear : CallFate.Refused);
        error.HttpStatus.ShouldBe(200);
    }

    /// <summary>The host for messages by telephone number uses these numbers for its own troubles; one of them is its invalid token.</summary>
    [Theory]
    [InlineData(-124)]
    [InlineData(-1241)]
    [InlineData(-133)]
    [InlineData(-108)]
    [InlineData(-144)]
    public void Does_not_mix_up_the_numbers_of_the_other_host(int code) => ErrorTable.Read(code, "x").Class.ShouldBe(ErrorClass.Unknown);

    [Theory]
    [InlineData("Your application's requests exceeded the limit", ErrorMeaning.AppRateExceeded)]
    [InlineData("Application has reached its broad limit", ErrorMeaning.AppRateExceeded)]
    [InlineData("The OA has exceeded its requests per minute", ErrorMeaning.OaRateExceeded)]
    [InlineData("Requests of this Official Account exceeded", ErrorMeaning.OaRateExceeded)]
    [InlineData("Số lượt gọi của OA vượt quá giới hạn", ErrorMeaning.OaRateExceeded)]
    [InlineData(null, ErrorMeaning.AppRateExceeded)]
    public void Tells_whose_rate_is_exceeded_by_the_message(string? message, ErrorMeaning meaning) => ErrorTable.Read(-32, message).Meaning.ShouldBe(meaning);

    [Theory]
    [InlineData("OA has not authorized the app to use this API", ErrorMeaning.NotAuthorised)]
    [InlineData("Article quota has been reached", ErrorMeaning.ArticleQuotaUsedUp)]
    [InlineData("Đã hết hạn mức bài viết", ErrorMeaning.ArticleQuotaUsedUp)]
    [InlineData("", ErrorMeaning.NotAuthorised)]
    public void Tells_a_missing_permission_from_a_used_up_quota_by_the_message(string message, ErrorMeaning meaning) => ErrorTable.Read(-223, message).Meaning.ShouldBe(meaning);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Says_something_where_the_platform_says_nothing(string? message) => ErrorTable.Read(-999, message).Message.ShouldBe("error -999 without a message");

    [Fact]
    public void Doubts_a_refusal_that_comes_as_a_server_error() => ErrorTable.Read(-201, "x", 500).Fate.ShouldBe(CallFate.Unclear);
}
