/** The whole API in one table of types, written by "npm run client" from the list of routes; do not edit. */

export type Accepted = {
  /** a number as text */
  readonly dossierId: string;
  readonly revision: number;
  /** RFC 3339 with an offset */
  readonly at: string;
  /** what happened, in order; see the catalogue of events */
  readonly events: readonly unknown[];
  /** the Idempotency-Key was used before: this is the answer given then */
  readonly repeated?: boolean;
};

export type Actor = {
  readonly user: string;
  readonly name?: string;
  readonly position?: string;
  readonly onBehalfOf?: string;
  readonly channel?: string;
  readonly apiKey?: string;
};

export type Variables = Readonly<Record<string, unknown>>;

export interface Operations {
  /** Đăng nhập bằng tài khoản / Sign in with an account */
  readonly postSession: {
    readonly input: {
      readonly body: {
        readonly login: string;
        readonly password: string;
      };
    };
    readonly answer: {
      readonly csrfToken: string;
      readonly mustChangePassword: boolean;
    };
  };
  /** Tôi là ai / Who I am */
  readonly getSession: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly login: string;
      readonly name: string;
      readonly positions: readonly {
        readonly role: string;
        readonly unit?: string;
        readonly title?: string;
        /** login of the one stood in for */
        readonly onBehalfOf?: string;
      }[];
      readonly permissions: readonly string[];
      /** goes back as X-CSRF-Token with every change made by session */
      readonly csrfToken?: string;
      readonly mustChangePassword?: boolean;
    };
  };
  /** Đăng xuất / Sign out */
  readonly deleteSession: { readonly input: Readonly<Record<never, never>>; readonly answer: undefined };
  /** Đổi mật khẩu / Change the password */
  readonly putSessionPassword: {
    readonly input: {
      readonly body: {
        readonly current: string;
        readonly password: string;
      };
    };
    readonly answer: undefined;
  };
  /** Đăng nhập qua OpenID Connect / Sign in through OpenID Connect */
  readonly getSessionOidc: { readonly input: Readonly<Record<never, never>>; readonly answer: undefined };
  /** Trở về từ nhà cung cấp đăng nhập / Back from the sign-in provider */
  readonly getSessionOidcCallback: {
    readonly input: {
      readonly query?: {
        readonly code?: string;
        readonly state?: string;
        readonly iss?: string;
        readonly session_state?: string;
        readonly error?: string;
        readonly error_description?: string;
      };
    };
    readonly answer: undefined;
  };
  /** Tiếp nhận hồ sơ / Start a dossier */
  readonly postDossiers: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly versionId?: string;
        /** instead of versionId: the newest version */
        readonly processKey?: string;
        /** start event, where there are several */
        readonly at?: string;
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** kind of unit that a lane names → unit */
        readonly participants?: Readonly<Record<string, string>>;
        readonly code?: string;
        readonly groupId?: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: Accepted;
  };
  /** Tiếp nhận nhiều hồ sơ trong một lượt, một giấy hẹn; hồ sơ bị từ chối được nêu riêng / Start several dossiers of one visit on one receipt; those that were refused are named */
  readonly postVisits: {
    readonly input: {
      readonly body: {
        readonly groupId?: string;
        readonly dossiers: readonly {
          /** a number as text */
          readonly versionId?: string;
          /** instead of versionId: the newest version */
          readonly processKey?: string;
          /** start event, where there are several */
          readonly at?: string;
          /** names and JSON values */
          readonly variables?: Readonly<Record<string, unknown>>;
          /** kind of unit that a lane names → unit */
          readonly participants?: Readonly<Record<string, string>>;
          readonly code?: string;
          readonly groupId?: string;
          /** RFC 3339 with an offset */
          readonly occurredAt?: string;
          readonly reason?: string;
        }[];
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
    };
    readonly answer: {
      readonly groupId: string;
      readonly dossiers: readonly Accepted[];
      /** by place in the request: to be corrected and sent again with the same groupId */
      readonly refused: readonly {
        readonly index: number;
        readonly code: string;
        readonly message: string;
      }[];
    };
  };
  /** Danh sách hồ sơ / Dossiers */
  readonly getDossiers: {
    readonly input: {
      readonly query?: {
        readonly status?: 'open' | 'active' | 'suspended' | 'ended';
        readonly department?: string;
        readonly versionIds?: readonly string[];
        readonly processKey?: string;
        readonly forecastMisses?: boolean;
        /** RFC 3339 with an offset */
        readonly dueBefore?: string;
        readonly code?: string;
        readonly groupId?: string;
        readonly order?: 'due' | 'forecast' | 'started' | 'ended';
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        /** of dossiers that belong together */
        readonly groupId?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly procedureName?: string;
        readonly status: 'active' | 'suspended' | 'ended';
        readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
        /** the competent agency */
        readonly department?: string;
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        /** RFC 3339 with an offset */
        readonly lastAt: string;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        /** RFC 3339 with an offset */
        readonly appointmentDueAt?: string;
        /** RFC 3339 with an offset */
        readonly forecastAt?: string;
        readonly forecastMisses: boolean;
        readonly result?: 'early' | 'onTime' | 'late';
      }[];
      readonly next?: string;
    };
  };
  /** Một hồ sơ / One dossier */
  readonly getDossier: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly dossierId: string;
      readonly code?: string;
      /** of dossiers that belong together */
      readonly groupId?: string;
      /** a number as text */
      readonly versionId: string;
      readonly processKey?: string;
      readonly procedureName?: string;
      readonly status: 'active' | 'suspended' | 'ended';
      readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
      /** the competent agency */
      readonly department?: string;
      /** RFC 3339 with an offset */
      readonly startedAt: string;
      /** RFC 3339 with an offset */
      readonly lastAt: string;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
      /** RFC 3339 with an offset */
      readonly appointmentDueAt?: string;
      /** RFC 3339 with an offset */
      readonly forecastAt?: string;
      readonly forecastMisses: boolean;
      readonly result?: 'early' | 'onTime' | 'late';
      readonly revision: number;
      readonly openSteps: number;
      /** raised and not withdrawn */
      readonly flags: number;
      readonly incidents: number;
    };
  };
  /** Lịch sử hồ sơ / Its history */
  readonly getDossierHistory: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly after?: number;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly revision: number;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
        readonly actor: Actor;
        readonly command: {
          readonly type: string;
        };
        readonly events: readonly unknown[];
      }[];
      /** goes back as `after` */
      readonly next?: number;
    };
  };
  /** Báo cáo thời gian / Its time: steps, flags to come, forecast */
  readonly getDossierReport: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** open steps: holder, budget, used, share, due, by how much over */
      readonly active: readonly unknown[];
      /** the same figures of finished steps */
      readonly finished: readonly unknown[];
      readonly comingFlags: readonly unknown[];
      readonly forecast: unknown;
      readonly controlSlip: readonly {
        readonly unit: string;
        readonly department?: string;
        readonly from?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        /** RFC 3339 with an offset */
        readonly acceptedAt?: string;
        /** RFC 3339 with an offset */
        readonly leftAt?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        readonly note?: string;
        readonly result?: 'early' | 'onTime' | 'late';
        /** working minutes: between sending and taking up */
        readonly waitedMinutes: number;
        /** working minutes: past the due instant */
        readonly overByMinutes: number;
      }[];
      readonly result?: string;
      readonly legal?: unknown;
      readonly score?: unknown;
    };
  };
  /** Phiếu kiểm soát (mẫu 06) / The control slip (form 06) */
  readonly getDossierControlSlip: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      readonly dossier: {
        /** a number as text */
        readonly dossierId: string;
        readonly code?: string;
        /** of dossiers that belong together */
        readonly groupId?: string;
        /** a number as text */
        readonly versionId: string;
        readonly processKey?: string;
        readonly procedureName?: string;
        readonly status: 'active' | 'suspended' | 'ended';
        readonly outcome?: 'completed' | 'cancelled' | 'withdrawn' | 'refused';
        /** the competent agency */
        readonly department?: string;
        /** RFC 3339 with an offset */
        readonly startedAt: string;
        /** RFC 3339 with an offset */
        readonly lastAt: string;
        /** RFC 3339 with an offset */
        readonly endedAt?: string;
        /** RFC 3339 with an offset */
        readonly appointmentDueAt?: string;
        /** RFC 3339 with an offset */
        readonly forecastAt?: string;
        readonly forecastMisses: boolean;
        readonly result?: 'early' | 'onTime' | 'late';
        readonly revision: number;
        readonly openSteps: number;
        /** raised and not withdrawn */
        readonly flags: number;
        readonly incidents: number;
      };
      readonly rows: readonly {
        readonly unit: string;
        readonly department?: string;
        readonly from?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly sentAt: string;
        /** RFC 3339 with an offset */
        readonly acceptedAt?: string;
        /** RFC 3339 with an offset */
        readonly leftAt?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        readonly note?: string;
        readonly result?: 'early' | 'onTime' | 'late';
        /** working minutes: between sending and taking up */
        readonly waitedMinutes: number;
        /** working minutes: past the due instant */
        readonly overByMinutes: number;
      }[];
    };
  };
  /** Cảnh báo của hồ sơ, cả đã gỡ / Its flags, withdrawn ones too */
  readonly getDossierFlags: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly dossierId: string;
        readonly dossierCode?: string;
        /** a number as text */
        readonly versionId: string;
        readonly flag: string;
        readonly elementKey?: string;
        readonly elementId?: string;
        readonly name?: string;
        readonly epoch: number;
        /** RFC 3339 with an offset */
        readonly at: string;
        /** RFC 3339 with an offset */
        readonly raisedAt: string;
        /** RFC 3339 with an offset */
        readonly withdrawnAt?: string;
        readonly unit?: string;
        readonly department?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
        /** working minutes: of the step */
        readonly budgetMinutes?: number;
        /** working minutes: used */
        readonly usedMinutes?: number;
        readonly usedShare?: number;
        readonly deadlineShare?: number;
        /** working minutes: past the due instant */
        readonly overByMinutes?: number;
      }[];
      readonly next?: string;
    };
  };
  /** Ai đã giữ hồ sơ / Who held its steps */
  readonly getDossierHoldings: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly query?: {
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly elementKey: string;
        readonly number: number;
        readonly holder: string;
        /** RFC 3339 with an offset */
        readonly from: string;
        /** RFC 3339 with an offset */
        readonly to?: string;
        /** working minutes: held */
        readonly usedMinutes?: number;
      }[];
      readonly next?: string;
    };
  };
  /** Trạng thái trên sơ đồ / Its state on the diagram */
  readonly getDossierDiagram: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly versionId: string;
      readonly revision: number;
      readonly tokens: readonly {
        readonly scope: string;
        readonly flowId: string;
        readonly count: number;
      }[];
      readonly active: readonly {
        readonly key: string;
        readonly elementId: string;
        /** RFC 3339 with an offset */
        readonly activatedAt: string;
        readonly unit?: string;
        readonly holder?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
      }[];
      readonly waiting: readonly {
        readonly key: string;
        readonly elementId: string;
        readonly type: string;
        readonly name?: string;
        /** RFC 3339 with an offset */
        readonly dueAt?: string;
      }[];
      readonly incidents: readonly {
        readonly key: string;
        readonly elementId: string;
        readonly code: string;
      }[];
      readonly flags: readonly {
        readonly flag: string;
        readonly elementKey?: string;
        /** RFC 3339 with an offset */
        readonly at: string;
      }[];
      /** elements that were entered */
      readonly completed: readonly string[];
    };
  };
  /** Dữ liệu cá nhân của hồ sơ; việc đọc được ghi lại / Its personal data; reading them is logged */
  readonly getDossierPersonalData: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
    };
    readonly answer: {
      readonly items: readonly {
        readonly name: string;
        readonly number: number;
        readonly value: unknown;
        /** RFC 3339 with an offset */
        readonly recordedAt: string;
        readonly sha256: string;
      }[];
    };
  };
  /** Tra cứu bằng mã hồ sơ: chỉ trạng thái và ngày hẹn / Look up by code: state and appointment only */
  readonly getPublicDossier: {
    readonly input: {
      readonly params: {
        readonly code: string;
      };
    };
    readonly answer: {
      readonly code: string;
      readonly status: string;
      /** RFC 3339 with an offset */
      readonly appointmentDueAt?: string;
      /** RFC 3339 with an offset */
      readonly endedAt?: string;
    };
  };
  /** Người nộp rút hồ sơ / The applicant withdraws */
  readonly postDossierWithdrawal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Từ chối giải quyết / Refuse */
  readonly postDossierRefusal: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Yêu cầu bổ sung / Ask for a supplement */
  readonly postDossierSupplementRequest: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly elementKey?: string;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Nhận bổ sung / Receive the supplement */
  readonly postDossierSupplementReceipt: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Chứng từ nộp tiền: tiếp tục bước chờ / Proof of payment: what waits for it goes on */
  readonly postDossierPaymentProof: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        /** names and JSON values */
        readonly variables?: Readonly<Record<string, unknown>>;
        /** RFC 3339 with an offset */
        readonly occurredAt?: string;
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Hẹn lại ngày trả, một lần / Move the appointment, once */
  readonly postDossierReAppointment: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly to: string;
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Tạm dừng / Suspend */
  readonly postDossierSuspension: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Tiếp tục / Resume */
  readonly postDossierResumption: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason?: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Hủy / Cancel */
  readonly postDossierCancellation: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly dossierId: string;
      };
      readonly body: {
        readonly reason: string;
      };
      /** absent: a new one */ readonly idempotencyKey?: string;
      /** revision that was read */ readonly ifRevision?: number;
    };
    readonly answer: Accepted;
  };
  /** Danh sách tài khoản / Accounts */
  readonly getUsers: {
    readonly input: {
      readonly query?: {
        readonly search?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly userId: string;
        readonly login: string;
        readonly name: string;
        readonly issuer?: string;
        readonly subject?: string;
        readonly hasPassword: boolean;
        readonly mustChangePassword: boolean;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        /** RFC 3339 with an offset */
        readonly disabledAt?: string;
        /** RFC 3339 with an offset */
        readonly lockedUntil?: string;
        /** held now or from later on */
        readonly positions: readonly {
          readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
          /** id; absent: the whole organisation */
          readonly unit?: string;
          readonly title?: string;
          /** RFC 3339 with an offset */
          readonly validFrom: string;
          /** RFC 3339 with an offset */
          readonly validTo?: string;
          /** a number as text */
          readonly positionId: string;
        }[];
      }[];
      readonly next?: string;
    };
  };
  /** Tạo tài khoản / Create an account; without issuer and subject it gets a password for the first time */
  readonly postUsers: {
    readonly input: {
      readonly body: {
        readonly login: string;
        readonly name: string;
        readonly issuer?: string;
        readonly subject?: string;
        readonly positions?: readonly {
          readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
          /** id; absent: the whole organisation */
          readonly unit?: string;
          readonly title?: string;
          /** RFC 3339 with an offset */
          readonly validFrom?: string;
          /** RFC 3339 with an offset */
          readonly validTo?: string;
        }[];
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      /** for the first time, shown this once */
      readonly password?: string;
    };
  };
  /** Một tài khoản / One account */
  readonly getUser: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      readonly login: string;
      readonly name: string;
      readonly issuer?: string;
      readonly subject?: string;
      readonly hasPassword: boolean;
      readonly mustChangePassword: boolean;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      /** RFC 3339 with an offset */
      readonly lockedUntil?: string;
      /** held now or from later on */
      readonly positions: readonly {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
        /** a number as text */
        readonly positionId: string;
      }[];
    };
  };
  /** Sửa, khóa hoặc mở tài khoản / Change, disable or enable an account; disabling ends its sessions */
  readonly patchUser: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
      readonly body: {
        readonly name?: string;
        readonly disabled?: boolean;
        readonly issuer?: string | null;
        readonly subject?: string | null;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      readonly login: string;
      readonly name: string;
      readonly issuer?: string;
      readonly subject?: string;
      readonly hasPassword: boolean;
      readonly mustChangePassword: boolean;
      /** RFC 3339 with an offset */
      readonly createdAt: string;
      /** RFC 3339 with an offset */
      readonly disabledAt?: string;
      /** RFC 3339 with an offset */
      readonly lockedUntil?: string;
      /** held now or from later on */
      readonly positions: readonly {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
        /** a number as text */
        readonly positionId: string;
      }[];
    };
  };
  /** Cấp lại mật khẩu dùng lần đầu / A new password for the first time; ends all sessions and the lock */
  readonly postUserPasswordReset: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly userId: string;
      /** for the first time, shown this once */
      readonly password?: string;
    };
  };
  /** Giao chức vụ / Give a position, for a time or until it is ended */
  readonly postUserPositions: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
      };
      readonly body: {
        readonly role: 'designer' | 'reviewer' | 'approver' | 'officer' | 'unitHead' | 'centreManager' | 'inspector' | 'administrator';
        /** id; absent: the whole organisation */
        readonly unit?: string;
        readonly title?: string;
        /** RFC 3339 with an offset */
        readonly validFrom?: string;
        /** RFC 3339 with an offset */
        readonly validTo?: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly positionId: string;
    };
  };
  /** Chấm dứt chức vụ / End a position now */
  readonly deleteUserPosition: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly userId: string;
        /** a number as text */
        readonly positionId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Ủy quyền của tôi và cho tôi; quản trị viên thấy tất cả / Delegations by and to me; an administrator sees all */
  readonly getDelegations: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      /** running and to come, the first to end first; at most 500 */
      readonly items: readonly {
        /** a number as text */
        readonly delegationId: string;
        /** a number as text */
        readonly positionId: string;
        readonly role: string;
        readonly unit?: string;
        /** login of the holder */
        readonly from: string;
        /** login of who stands in */
        readonly to: string;
        readonly reason: string;
        /** RFC 3339 with an offset */
        readonly validFrom: string;
        /** RFC 3339 with an offset */
        readonly validTo: string;
      }[];
    };
  };
  /** Ủy quyền một chức vụ có thời hạn / Let somebody stand in for a time */
  readonly postDelegations: {
    readonly input: {
      readonly body: {
        /** a number as text */
        readonly positionId: string;
        readonly to: string;
        readonly reason: string;
        /** RFC 3339 with an offset */
        readonly validFrom?: string;
        /** RFC 3339 with an offset */
        readonly validTo: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly delegationId: string;
    };
  };
  /** Chấm dứt ủy quyền / End a delegation now */
  readonly deleteDelegation: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly delegationId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Danh sách khóa API / API keys, revoked ones too, the latest first; at most 500 */
  readonly getApiKeys: {
    readonly input: Readonly<Record<never, never>>;
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly keyId: string;
        readonly name: string;
        readonly scopes: readonly (
          | 'procedures:read'
          | 'procedures:check'
          | 'procedures:deploy'
          | 'dossiers:read'
          | 'dossiers:start'
          | 'dossiers:act'
          | 'dossiers:manage'
          | 'tasks:read'
          | 'tasks:work'
          | 'tasks:assign'
          | 'handOffs:read'
          | 'documents:read'
          | 'documents:write'
          | 'personalData:read'
          | 'messages:publish'
          | 'jobs:work'
          | 'flags:read'
          | 'incidents:read'
          | 'incidents:resolve'
          | 'reports:read'
          | 'events:read'
          | 'calendars:read'
          | 'webhooks:manage'
          | 'portal:work'
          | 'lateEntry'
        )[];
        /** id; absent: the whole organisation */
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly createdAt: string;
        readonly createdBy: string;
        /** RFC 3339 with an offset */
        readonly expiresAt?: string;
        /** RFC 3339 with an offset */
        readonly revokedAt?: string;
        /** to the minute */
        readonly usedAt?: string;
      }[];
    };
  };
  /** Tạo khóa API / Create an API key; it is shown this once */
  readonly postApiKeys: {
    readonly input: {
      readonly body: {
        readonly name: string;
        readonly scopes: readonly (
          | 'procedures:read'
          | 'procedures:check'
          | 'procedures:deploy'
          | 'dossiers:read'
          | 'dossiers:start'
          | 'dossiers:act'
          | 'dossiers:manage'
          | 'tasks:read'
          | 'tasks:work'
          | 'tasks:assign'
          | 'handOffs:read'
          | 'documents:read'
          | 'documents:write'
          | 'personalData:read'
          | 'messages:publish'
          | 'jobs:work'
          | 'flags:read'
          | 'incidents:read'
          | 'incidents:resolve'
          | 'reports:read'
          | 'events:read'
          | 'calendars:read'
          | 'webhooks:manage'
          | 'portal:work'
          | 'lateEntry'
        )[];
        /** id; absent: the whole organisation */
        readonly unit?: string;
        /** RFC 3339 with an offset */
        readonly expiresAt?: string;
      };
    };
    readonly answer: {
      /** a number as text */
      readonly keyId: string;
      readonly key: string;
    };
  };
  /** Thu hồi khóa API / Revoke an API key, at once */
  readonly deleteApiKey: {
    readonly input: {
      readonly params: {
        /** a number as text */
        readonly keyId: string;
      };
    };
    readonly answer: undefined;
  };
  /** Nhật ký bảo mật, mới nhất trước / The audit log, the latest first */
  readonly getAuditLog: {
    readonly input: {
      readonly query?: {
        readonly login?: string;
        readonly action?: string;
        readonly subject?: string;
        /** RFC 3339 with an offset */
        readonly from?: string;
        /** RFC 3339 with an offset */
        readonly to?: string;
        readonly cursor?: string;
        readonly limit?: number;
      };
    };
    readonly answer: {
      readonly items: readonly {
        /** a number as text */
        readonly entryId: string;
        /** RFC 3339 with an offset */
        readonly at: string;
        readonly actor: {
          readonly login: string;
          readonly name?: string;
          readonly apiKeyId?: string;
        };
        /** session.opened, user.created, key.revoked, personalData.read … */
        readonly action: string;
        readonly subject?: string;
        readonly details: unknown;
        readonly address?: string;
      }[];
      readonly next?: string;
    };
  };
  /** Sơ đồ tổ chức đang có hiệu lực / The organisation in force; ETag is its number */
  readonly getOrganisation: { readonly input: Readonly<Record<never, never>>; readonly answer: Readonly<Record<string, unknown>> };
  /** Thay sơ đồ tổ chức: cờ báo của hồ sơ đang mở được tính lại, ngày hẹn giữ nguyên / Replace the organisation: flags to come are planned anew, appointments stay */
  readonly putOrganisation: {
    readonly input: { readonly body: Readonly<Record<string, unknown>>; /** revision that was read */ readonly ifRevision?: number };
    readonly answer: undefined;
  };
  /** Mô tả API cho máy (OpenAPI 3.1) / The API for programs (OpenAPI 3.1) */
  readonly getOpenapiJson: { readonly input: Readonly<Record<never, never>>; readonly answer: Readonly<Record<string, unknown>> };
  /** Trang đọc API / The API as a page */
  readonly getDocs: { readonly input: Readonly<Record<never, never>>; readonly answer: Response };
}

export const operations: Readonly<
  Record<keyof Operations, { readonly method: string; readonly path: string; readonly idempotent?: true }>
> = {
  postSession: { method: 'post', path: '/session' },
  getSession: { method: 'get', path: '/session' },
  deleteSession: { method: 'delete', path: '/session' },
  putSessionPassword: { method: 'put', path: '/session/password' },
  getSessionOidc: { method: 'get', path: '/session/oidc' },
  getSessionOidcCallback: { method: 'get', path: '/session/oidc/callback' },
  postDossiers: { method: 'post', path: '/dossiers', idempotent: true },
  postVisits: { method: 'post', path: '/visits', idempotent: true },
  getDossiers: { method: 'get', path: '/dossiers' },
  getDossier: { method: 'get', path: '/dossiers/:dossierId' },
  getDossierHistory: { method: 'get', path: '/dossiers/:dossierId/history' },
  getDossierReport: { method: 'get', path: '/dossiers/:dossierId/report' },
  getDossierControlSlip: { method: 'get', path: '/dossiers/:dossierId/control-slip' },
  getDossierFlags: { method: 'get', path: '/dossiers/:dossierId/flags' },
  getDossierHoldings: { method: 'get', path: '/dossiers/:dossierId/holdings' },
  getDossierDiagram: { method: 'get', path: '/dossiers/:dossierId/diagram' },
  getDossierPersonalData: { method: 'get', path: '/dossiers/:dossierId/personal-data' },
  getPublicDossier: { method: 'get', path: '/public/dossiers/:code' },
  postDossierWithdrawal: { method: 'post', path: '/dossiers/:dossierId/withdrawal', idempotent: true },
  postDossierRefusal: { method: 'post', path: '/dossiers/:dossierId/refusal', idempotent: true },
  postDossierSupplementRequest: { method: 'post', path: '/dossiers/:dossierId/supplement-request', idempotent: true },
  postDossierSupplementReceipt: { method: 'post', path: '/dossiers/:dossierId/supplement-receipt', idempotent: true },
  postDossierPaymentProof: { method: 'post', path: '/dossiers/:dossierId/payment-proof', idempotent: true },
  postDossierReAppointment: { method: 'post', path: '/dossiers/:dossierId/re-appointment', idempotent: true },
  postDossierSuspension: { method: 'post', path: '/dossiers/:dossierId/suspension', idempotent: true },
  postDossierResumption: { method: 'post', path: '/dossiers/:dossierId/resumption', idempotent: true },
  postDossierCancellation: { method: 'post', path: '/dossiers/:dossierId/cancellation', idempotent: true },
  getUsers: { method: 'get', path: '/users' },
  postUsers: { method: 'post', path: '/users' },
  getUser: { method: 'get', path: '/users/:userId' },
  patchUser: { method: 'patch', path: '/users/:userId' },
  postUserPasswordReset: { method: 'post', path: '/users/:userId/password-reset' },
  postUserPositions: { method: 'post', path: '/users/:userId/positions' },
  deleteUserPosition: { method: 'delete', path: '/users/:userId/positions/:positionId' },
  getDelegations: { method: 'get', path: '/delegations' },
  postDelegations: { method: 'post', path: '/delegations' },
  deleteDelegation: { method: 'delete', path: '/delegations/:delegationId' },
  getApiKeys: { method: 'get', path: '/api-keys' },
  postApiKeys: { method: 'post', path: '/api-keys' },
  deleteApiKey: { method: 'delete', path: '/api-keys/:keyId' },
  getAuditLog: { method: 'get', path: '/audit-log' },
  getOrganisation: { method: 'get', path: '/organisation' },
  putOrganisation: { method: 'put', path: '/organisation' },
  getOpenapiJson: { method: 'get', path: '/openapi.json' },
  getDocs: { method: 'get', path: '/docs' },
};
