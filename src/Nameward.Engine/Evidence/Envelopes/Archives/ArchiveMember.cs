namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>One member of an archive: where its bytes stand, so that they can be had again.</summary>
sealed record ArchiveMember
{
    /// <summary>Its archive.</summary>
    public required ArchivePlace Archive { get; init; }

    /// <summary>Its name as the archive has it, which is hostile: it is shown, and leads nowhere.</summary>
    public required string Name { get; init; }

    /// <summary>Where its bytes begin in the archive.</summary>
    public long Offset { get; init; }

    /// <summary>Its bytes in the archive, packed or not.</summary>
    public long Length { get; init; }

    /// <summary>How it is packed; null where the archive does not pack.</summary>
    public ZipPacking? Packing { get; init; }

    /// <summary>Why it is not read; null where it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>Its bytes as they lie in the archive, which is read on by others too.</summary>
    public SliceBytes Slice(UnpackedBytes archive) => new(archive, Offset, Length);

    /// <summary>Its bytes as they were before they were packed.</summary>
    public UnpackedBytes Unpack(SliceBytes slice) => Packing is null ? slice : new SteppedBytes(slice, new ZipUnpacker(slice, Packing));
}
