using Fluid;

namespace ZaloBot.Words;

/// <summary>Reads Liquid templates. The parser is made when the first is read: with it comes a library that a start should not wait for.</summary>
internal static class Liquid
{
    private static readonly Lazy<FluidParser> Parser = new();

    /// <summary>Reads a template that is known to be good.</summary>
    public static IFluidTemplate Parse(string text) => Parser.Value.Parse(text);

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? FaultOf(string text) => Parser.Value.TryParse(text, out _, out var fault) ? null : fault;
}
