namespace Nameward.Engine.Observations;

/// <summary>The seed under which names are hashed: constant for runs over files, random for each store and shared by its sensors.</summary>
public static class NameHashing
{
    /// <summary>Seed of a run over files: "nameward" in ASCII, big-endian. An adversary may know it, so no estimate rests on it alone.</summary>
    public const ulong Seed = 0x6E616D6577617264;
}
