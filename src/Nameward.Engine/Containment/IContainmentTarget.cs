using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment;

/// <summary>A resolver, a firewall or a list for which containment writes files.</summary>
public interface IContainmentTarget
{
    /// <summary>Kebab-case, never renamed: what <c>--targets</c> and the site file's <c>targets:</c> name.</summary>
    string Id { get; }

    /// <summary>The product, with the version for which it is written.</summary>
    string Product { get; }

    /// <summary>Who has to do it.</summary>
    PackOwner Owner => PackOwner.Dns;

    /// <summary>Whether it has nothing to do where nothing is blocked.</summary>
    bool NeedsBlocks => true;

    /// <summary>Writes what is blocked for it. Nothing that is hostile becomes syntax there: it stands as data, or is left out and named.</summary>
    TargetPack Write(ContainDocument document);
}
