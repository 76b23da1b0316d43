namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What a record of a mapped file is.</summary>
public enum MappedRows
{
    /// <summary>A look-up, or one side of it: it has a name that was asked for.</summary>
    Dns,
    /// <summary>A conversation between two ends.</summary>
    Flow,
}
