namespace Nameward.Engine.Cases;

/// <summary>What a store remembers of who else has a trait.</summary>
public interface IStrangers
{
    /// <summary>How many registrable domains, beside those that are linked anyway, have an address or a name server: at least, for nobody counts on for ever.</summary>
    /// <param name="trait">The trait.</param>
    long Holding(CaseTrait trait);
}

/// <summary>Nothing is remembered.</summary>
public sealed class NoStrangers : IStrangers
{
    /// <summary>The one that is needed.</summary>
    public static NoStrangers Known { get; } = new();

    /// <inheritdoc/>
    public long Holding(CaseTrait trait) => 0;
}
