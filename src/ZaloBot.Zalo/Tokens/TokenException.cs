namespace ZaloBot.Zalo.Tokens;

/// <summary>A call could not be made for want of a token. Nothing was sent.</summary>
public abstract class TokenException(string message, Exception? innerException) : HttpRequestException(message, innerException);

/// <summary>There is no usable token and no way to get one but an administrator's consent.</summary>
public sealed class ConsentNeededException(ConsentReason reason)
    : TokenException($"The OA is not connected ({reason}); one of its administrators must give consent.", null)
{
    /// <summary>Why.</summary>
    public ConsentReason Reason => reason;
}

/// <summary>The store that keeps the tokens does not answer.</summary>
public sealed class TokensUnavailableException(Exception innerException)
    : TokenException("The tokens cannot be read from the store.", innerException);

/// <summary>
/// The store holds tokens that cannot be read, its key ring being another. They stay as they are, in case the right one comes
/// back; only a new consent replaces them.
/// </summary>
public sealed class TokensUnreadableException(long version, string message, Exception innerException)
    : TokenException(message, innerException)
{
    /// <summary>The version that is stored, on top of which a new consent is saved.</summary>
    public long Version => version;
}
