namespace ZaloBot.Zalo.Tokens;

/// <summary>There is no usable token and no way to renew one: an administrator of the OA must give consent. Nothing was sent.</summary>
public sealed class ConsentNeededException : HttpRequestException
{
    /// <summary>With the sentence for the operator.</summary>
    public ConsentNeededException()
        : base("The OA is not connected: no access token is valid and none can be renewed. An administrator of the OA must give consent again.")
    {
    }

    /// <summary>With another sentence.</summary>
    public ConsentNeededException(string message)
        : base(message)
    {
    }

    /// <summary>With another sentence and its cause.</summary>
    public ConsentNeededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
